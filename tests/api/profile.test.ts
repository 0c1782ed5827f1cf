import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { startServer, type Server } from "../support/server.ts";
import { titled } from "./titled.ts";

let server: Server;
let cast: Cast;
let eva: Person;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
  eva = await cast.member({ name: "Eva Lindqvist", agents: ["Reception"], permissions: { edit_agents: true } });
});
afterAll(() => server.stop());

const sessions = async (browser: Client) => (await browser.get("/profile/sessions")).body.items;

test("the profile shows one's own data", async () => {
  expect((await eva.get("/profile")).body).toMatchObject({
    id: eva.id,
    email: eva.email,
    name: eva.name,
    job_title: "Team lead",
    role: "member",
    permissions: { edit_agents: true, view_recordings: false },
  });
});

describe("changing the password", () => {
  let jose: Person;
  beforeEach(async () => {
    jose = await cast.member();
  });

  test("ends all sessions, gives a new one, and the old password stops working", async () => {
    const elsewhere = await jose.elsewhere();
    const before = jose.copy();
    const answer = await jose.put("/profile/password", {
      current_password: jose.password,
      password: "nine swans on the sound",
    });
    expect(answer).toHaveStatus(204);
    expect(answer.setCookies).toHaveLength(1);

    expect(jose.cookie).not.toBe(before.cookie);
    expect(await jose.get("/profile")).toHaveStatus(200);
    expect(await before.get("/profile")).toBeRefused(401, "not_signed_in");
    expect(await elsewhere.get("/profile")).toBeRefused(401, "not_signed_in");
    expect(await sessions(jose)).toHaveLength(1);

    const browser = new Client(server);
    expect(await browser.signIn(jose.email, jose.password)).toBeRefused(401, "wrong_credentials");
    expect(await browser.signIn(jose.email, "nine swans on the sound")).toHaveStatus(201);
  });

  test("with a wrong current password changes nothing and ends nothing", async () => {
    const elsewhere = await jose.elsewhere();
    const wrong = { current_password: "not the password", password: "nine swans on the sound" };
    expect(await jose.put("/profile/password", wrong)).toBeRefused(422, "invalid_fields", ["current_password"]);
    expect(await elsewhere.get("/profile")).toHaveStatus(200);
    expect(await new Client(server).signIn(jose.email, jose.password)).toHaveStatus(201);
  });

  test.each(titled(["short", "123456", "password", "üüüüü", "p".repeat(1025)]))("refuses %s", async (_, password) => {
    const answer = await jose.put("/profile/password", { current_password: jose.password, password });
    expect(answer).toBeRefused(422, "invalid_fields", ["password"]);
  });

  test("refuses one's own name and email", async () => {
    for (const password of [jose.name, jose.name.toUpperCase(), jose.email, jose.email.toUpperCase()]) {
      const answer = await jose.put("/profile/password", { current_password: jose.password, password });
      expect(answer).toBeRefused(422, "invalid_fields", ["password"]);
    }
  });

  test("takes any characters, a thousand of them too, to the last", async () => {
    const password = "🌊 møøse ".repeat(111);
    expect(await jose.put("/profile/password", { current_password: jose.password, password })).toHaveStatus(204);
    const browser = new Client(server);
    expect(await browser.signIn(jose.email, `${password.slice(0, -1)}.`)).toBeRefused(401, "wrong_credentials");
    expect(await browser.signIn(jose.email, password)).toHaveStatus(201);
  });

  test("twice at once leaves exactly one of the two passwords, and a session only with it", async () => {
    const [here, there] = [await jose.elsewhere(), await jose.elsewhere()];
    const change = (browser: Client, password: string) =>
      browser.put("/profile/password", { current_password: jose.password, password });
    const answers = await Promise.all([change(here, "ten terns in the wind"), change(there, "ten terns in the rain")]);
    const winners = answers.filter((answer) => answer.status === 204);
    expect(winners).toHaveLength(1);

    const works = await Promise.all(
      ["ten terns in the wind", "ten terns in the rain"].map((password) =>
        new Client(server).signIn(jose.email, password),
      ),
    );
    expect(works.map((answer) => answer.status === 201)).toEqual(answers.map((answer) => answer.status === 204));
  });
});

describe("one's own sessions", () => {
  let tanaka: Person;
  beforeEach(async () => {
    tanaka = await cast.member();
  });

  test("are listed, last used first, with this one marked", async () => {
    await tanaka.elsewhere({ "User-Agent": "Lighthouse/1.0" });
    const browser = await tanaka.elsewhere({ "User-Agent": "Buoy/2.0" });
    const listed = await sessions(browser);
    expect(listed).toHaveLength(3);
    expect(listed.filter((session) => session.current).map((session) => session.user_agent)).toEqual(["Buoy/2.0"]);
    expect(listed.map((session) => session.user_agent)).toContain("Lighthouse/1.0");
    expect(listed.map((session) => session.last_active_at)).toEqual(
      listed
        .map((session) => session.last_active_at)
        .sort()
        .reverse(),
    );
    for (const session of listed) {
      expect(session).toMatchObject({ address: "127.0.0.1", can: ["end"] });
      expect(browser.cookie).not.toContain(session.id);
    }
  });

  test("can be ended one by one", async () => {
    const other = await tanaka.elsewhere({ "User-Agent": "Lighthouse/1.0" });
    const session = (await sessions(tanaka)).find(({ user_agent }) => user_agent === "Lighthouse/1.0")!;
    expect(await tanaka.delete(`/profile/sessions/${session.id}`)).toHaveStatus(204);
    expect(await other.get("/profile")).toBeRefused(401, "not_signed_in");
    expect(await tanaka.get("/profile")).toHaveStatus(200);
    expect(await tanaka.delete(`/profile/sessions/${session.id}`)).toBeRefused(404, "not_found");
  });

  test("can be ended all at once, this one too", async () => {
    const other = await tanaka.elsewhere();
    const before = tanaka.copy();
    expect(await tanaka.delete("/profile/sessions")).toHaveStatus(204);
    expect(tanaka.cookies.size).toBe(0);
    expect(await before.get("/profile")).toBeRefused(401, "not_signed_in");
    expect(await other.get("/profile")).toBeRefused(401, "not_signed_in");
    expect(await eva.get("/profile")).toHaveStatus(200);
  });

  test("of somebody else are not there, not even for an administrator", async () => {
    const [session] = await sessions(tanaka);
    expect(await eva.delete(`/profile/sessions/${session!.id}`)).toBeRefused(404, "not_found");
    expect(await cast.ada.delete(`/profile/sessions/${session!.id}`)).toBeRefused(404, "not_found");
    expect(await tanaka.get("/profile")).toHaveStatus(200);
  });

  test("come page by page", async () => {
    await tanaka.elsewhere();
    const first = (await tanaka.get("/profile/sessions", { limit: 1 })).body;
    const second = (await tanaka.get("/profile/sessions", { limit: 1, cursor: first.next_cursor! })).body;
    expect(first.previous_cursor).toBeNull();
    expect(second.next_cursor).toBeNull();
    const ids = [...first.items, ...second.items].map((session) => session.id);
    expect(ids).toEqual((await sessions(tanaka)).map((session) => session.id));
    expect(new Set(ids).size).toBe(2);
  });
});
