import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { startServer, type Server } from "../support/server.ts";

let server: Server;
let cast: Cast;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
});
afterAll(() => server.stop());

const signIn = (email: string, password: string) => new Client(server).signIn(email, password);

describe("a password that an administrator sets", () => {
  test("ends all sessions at once, and is needed at the next sign-in", async () => {
    const eva = await cast.member();
    const phone = await eva.elsewhere();
    expect(await cast.ada.put(`/members/${eva.id}/password`, { password: "six new herrings" })).toHaveStatus(204);
    for (const browser of [eva, phone]) expect(await browser.get("/profile")).toHaveStatus(401);
    expect(await signIn(eva.email, eva.password)).toHaveStatus(401);
    const signedIn = await signIn(eva.email, "six new herrings");
    expect(signedIn).toHaveStatus(201);
    expect(signedIn.body.password_change_required).toBe(false);
  });

  test("lets a member in who was locked out by wrong ones", async () => {
    const person = await cast.memberNotSignedIn();
    for (let n = 0; n < 10; n++) expect(await signIn(person.email, "not the password")).toHaveStatus(401);
    expect(await signIn(person.email, person.password)).toBeRefused(429, "too_many_attempts");
    expect(await cast.ada.put(`/members/${person.id}/password`, { password: "six new herrings" })).toHaveStatus(204);
    expect(await signIn(person.email, "six new herrings")).toHaveStatus(201);
  });

  test("must be good enough, and is not taken when it is not", async () => {
    const person = await cast.member();
    for (const password of ["five5", "123456", person.name, person.email]) {
      const answer = await cast.ada.put(`/members/${person.id}/password`, { password });
      expect(answer).toHaveStatus(422);
      expect(answer.problem.fields).toHaveProperty("password");
    }
    expect(await person.get("/profile")).toHaveStatus(200);
  });

  test("is refused when the member has changed meanwhile, and for nobody", async () => {
    const person = await cast.member();
    const path = `/members/${person.id}/password` as const;
    const { etag } = (await cast.ada.get(`/members/${person.id}`)).body;
    await cast.ada.patch(`/members/${person.id}`, { job_title: "Changed" });
    expect(await cast.ada.put(path, { password: "six new herrings" }, { ifMatch: etag })).toHaveStatus(412);
    expect(await cast.ada.put("/members/nobody/password", { password: "six new herrings" })).toHaveStatus(404);
    expect(await person.get("/profile")).toHaveStatus(200);
  });
});

describe("a password of one's own that is owed", () => {
  test("comes before everything but /session and /profile/password", async () => {
    const person = await cast.member({ agents: ["Reception"] });
    await cast.ada.put(`/members/${person.id}/password`, { password: "for today only", must_change: true });
    const session = await person.signIn(person.email, "for today only");
    expect(session.body.password_change_required).toBe(true);
    for (const path of ["/agents", "/companies", "/profile", "/profile/sessions", "/members"] as const) {
      const answer = await person.get(path);
      expect(answer).toHaveStatus(403);
      expect(answer.problem.code).toBe("password_change_required");
    }
    expect((await person.get("/session")).body.password_change_required).toBe(true);

    const change = { current_password: "for today only", password: "a kelp forest" };
    expect(await person.put("/profile/password", change)).toHaveStatus(204);
    expect((await person.get("/session")).body.password_change_required).toBe(false);
    expect(await person.names("/agents")).toEqual(["Reception"]);
  });

  test("cannot be the one that is there", async () => {
    const person = await cast.member();
    await cast.ada.put(`/members/${person.id}/password`, { password: "for today only", must_change: true });
    await person.signIn(person.email, "for today only");
    const same = { current_password: "for today only", password: "for today only" };
    const answer = await person.put("/profile/password", same);
    expect(answer).toHaveStatus(422);
    expect(answer.problem.fields).toHaveProperty("password");
  });
});
