import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast, accountName, type Person } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { counter } from "../support/metrics.ts";
import { freePort, startServer, type Server } from "../support/server.ts";
import { storedOf } from "../support/stored.ts";

let server: Server;
let cast: Cast;
let eva: Person;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
  eva = await cast.member({ name: "Eva Lindqvist", agents: ["Reception"], permissions: { view_recordings: true } });
});
afterAll(() => server.stop());

const hashes = () => counter(cast.ada, "rollcall_password_hashes_total");

describe("who am I", () => {
  test("a stranger is told nothing but that set-up is done", async () => {
    expect((await new Client(server).get("/session")).body).toEqual({ member: null, setup_required: false });
  });

  test("a cookie that was never given out is a stranger's", async () => {
    const browser = new Client(server);
    for (const value of ["x", "A".repeat(43), "ü", "A".repeat(5_000)]) {
      browser.cookies.set("rollcall_session", value);
      expect((await browser.get("/session")).body.member).toBeNull();
    }
  });

  test("a member is told who they are and what they may", async () => {
    expect((await eva.get("/session")).body).toMatchObject({
      member: { id: eva.id, email: eva.email, name: eva.name, job_title: "Team lead", role: "member" },
      setup_required: false,
      account: {
        name: accountName,
        crm_enabled: expect.any(Boolean),
        minimum_password_length: 6,
        sends_mail: false,
        time_zone: "UTC",
      },
      permissions: {
        edit_agents: false,
        use_advanced_editor: false,
        access_crm: false,
        view_billable_minutes: false,
        view_recordings: true,
      },
      can: [],
    });
  });
});

describe("signing in", () => {
  test("answers as GET /session does afterwards", async () => {
    const browser = new Client(server);
    const answer = await browser.signIn(eva.email, eva.password);
    expect(answer).toHaveStatus(201);
    expect(answer.body).toEqual((await browser.get("/session")).body);
  });

  test.each(["EVA@HARBOUR.EXAMPLE", "Eva@harbour.example", "eva@Harbour.Example"])(
    "compares the email without case: %s",
    async (email) => {
      expect((await new Client(server).signIn(email, eva.password)).body.member?.id).toBe(eva.id);
    },
  );

  test.each(["Seven gulls at dawn", "seven gulls at dawn ", "seven gulls at daw", ""])(
    "compares the password to the letter: %j is refused",
    async (password) => {
      expect(await new Client(server).signIn(eva.email, password)).toBeRefused(401, "wrong_credentials");
    },
  );

  test("gives the very same answer to a wrong password and an unknown address", async () => {
    const wrong = await new Client(server).signIn(eva.email, "not the password");
    const unknown = await new Client(server).signIn("nobody@harbour.example", "not the password");
    expect(wrong).toBeRefused(401, "wrong_credentials");
    expect({ ...unknown.problem, request_id: "" }).toEqual({ ...wrong.problem, request_id: "" });

    const comparable = (headers: Record<string, string>) => ({ ...headers, date: "", "x-request-id": "" });
    expect(comparable(unknown.headers)).toEqual(comparable(wrong.headers));
  });

  test.each([
    ["the right password", () => [eva.email, eva.password]],
    ["a wrong password", () => [eva.email, "not the password"]],
    ["an unknown address", () => ["nobody@harbour.example", "not the password"]],
    ["no email at all", () => ["not an e-mail", "not the password"]],
  ])("computes exactly one hash for %s", async (_, who) => {
    const before = await hashes();
    const [email, password] = who();
    await new Client(server).signIn(email!, password!);
    expect((await hashes()) - before).toBe(1);
  });

  test("of somebody already signed in makes a new session", async () => {
    const browser = await eva.elsewhere();
    const first = browser.cookie;
    await browser.signIn(eva.email, eva.password);
    expect(browser.cookie).not.toBe(first);
  });

  test("never takes over a session's name from the client", async () => {
    const browser = new Client(server);
    browser.cookies.set("rollcall_session", "A".repeat(43));
    expect(await browser.signIn(eva.email, eva.password)).toHaveStatus(201);
    expect(browser.cookies.get("rollcall_session")).not.toBe("A".repeat(43));
  });

  test.each([
    [{ email: "eva@harbour.example" }, ["password"]],
    [{ password: "seven gulls at dawn" }, ["email"]],
    [{ email: 1, password: true }, ["email", "password"]],
    [{ email: "eva@harbour.example", password: "seven gulls at dawn", remember: true }, ["remember"]],
  ])("refuses %j", async (body, fields) => {
    expect(await new Client(server).post("/session", body)).toBeRefused(422, "invalid_fields", fields);
  });

  test("takes a password of a hundred kilobytes for a wrong one or refuses it, and hashes it at most once", async () => {
    const before = await hashes();
    const answer = await new Client(server).signIn(eva.email, "p".repeat(100_000));
    expect([401, 413, 422]).toContain(answer.status);
    expect((await hashes()) - before).toBeLessThanOrEqual(1);
  });
});

describe("the cookie", () => {
  test("on http has a name of its own, and is kept from scripts and other sites", async () => {
    const { setCookies } = await new Client(server).signIn(eva.email, eva.password);
    expect(setCookies).toHaveLength(2);
    for (const [cookie, name] of [
      [setCookies[0]!, "rollcall_session"],
      [setCookies[1]!, "rollcall_device"],
    ] as const) {
      const [pair, ...attributes] = cookie.split(/; */);
      expect(pair).toMatch(new RegExp(`^${name}=[A-Za-z0-9_-]{22,}$`));
      expect(attributes).toEqual(expect.arrayContaining(["HttpOnly", "SameSite=Lax", "Path=/"]));
      expect(attributes).not.toContain("Secure");
      expect(attributes.join()).not.toMatch(/domain/i);
    }
  });

  test("is not to be found in anything that is stored", async () => {
    const cookies = ["rollcall_session", "rollcall_device"].map((name) => eva.cookies.get(name)!);
    expect(storedOf(server, [eva.email, ...cookies])).toEqual([eva.email]);
  });

  test("outlives a restart of the server", async () => {
    await server.restart();
    expect((await eva.get("/session")).body.member?.id).toBe(eva.id);
  });
});

describe("signing out", () => {
  test("ends the session and clears the cookie", async () => {
    const browser = await eva.elsewhere();
    const before = browser.copy();
    const answer = await browser.delete("/session");
    expect(answer).toHaveStatus(204);
    expect(answer.setCookies[0]).toMatch(/^rollcall_session=;.*Max-Age=0/);

    expect(await before.get("/profile")).toBeRefused(401, "not_signed_in");
    expect((await before.get("/session")).body.member).toBeNull();
  });

  test("leaves the person's other sessions alone", async () => {
    const [here, there] = [await eva.elsewhere(), await eva.elsewhere()];
    await here.delete("/session");
    expect(await there.get("/profile")).toHaveStatus(200);
  });

  test("is fine for a stranger", async () => {
    expect(await new Client(server).delete("/session")).toHaveStatus(204);
  });
});

describe("with a base URL on https", () => {
  let secure: Server;
  let ada: Person;
  beforeAll(async () => {
    secure = await startServer({ port: await freePort(), flags: ["--base-url", "https://rollcall.harbour.example"] });
    ada = (await Cast.withAda(secure)).ada;
  });
  afterAll(() => secure.stop());

  test("the set-up link begins with it", () => {
    expect(secure.output.join("\n")).toContain("https://rollcall.harbour.example/setup#token=");
  });

  test("the cookie is bound to the host and to https", async () => {
    const { setCookies } = await new Client(secure).signIn(ada.email, ada.password);
    expect(setCookies).toHaveLength(2);
    for (const [cookie, name] of [
      [setCookies[0]!, "session"],
      [setCookies[1]!, "device"],
    ] as const) {
      const [pair, ...attributes] = cookie.split(/; */);
      expect(pair).toMatch(new RegExp(`^__Host-${name}=[A-Za-z0-9_-]{22,}$`));
      expect(attributes).toEqual(expect.arrayContaining(["Secure", "HttpOnly", "SameSite=Lax", "Path=/"]));
    }
  });

  test("a cookie without the prefix is nobody's", async () => {
    const browser = new Client(secure);
    for (const name of ["rollcall_session", "session", "__Secure-session"])
      browser.cookies.set(name, ada.cookies.get("__Host-session")!);
    expect((await browser.get("/session")).body.member).toBeNull();
  });

  test("answers ask browsers for https only", async () => {
    const { headers } = await ada.get("/session");
    expect(headers["strict-transport-security"]).toMatch(/^max-age=\d{7,}/);
    expect((await cast.ada.get("/session")).headers["strict-transport-security"]).toBeUndefined();
  });

  test("the Host that a request came to is no Origin of ours", async () => {
    expect(await ada.post("/companies", { name: "East" }, { origin: secure.address })).toBeRefused(
      403,
      "foreign_origin",
    );
    expect(await ada.post("/companies", { name: "East" })).toHaveStatus(201);
  });
});
