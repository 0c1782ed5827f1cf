import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { counter } from "../support/metrics.ts";
import { startServer, type Server } from "../support/server.ts";

let server: Server;
let cast: Cast;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
});
afterAll(() => server.stop());

const signIn = (person: Person) => new Client(server).signIn(person.email, person.password);

describe("a suspended member", () => {
  test("has no access from the answer on, and keeps the data", async () => {
    const eva = await cast.member({ agents: ["Reception"], permissions: { edit_agents: true } });
    const path = `/members/${eva.id}` as const;
    expect(await cast.ada.put(`${path}/suspension`)).toHaveStatus(204);
    expect(await eva.get("/agents")).toHaveStatus(401);
    expect((await cast.ada.get(path)).body).toMatchObject({
      status: "suspended",
      agent_ids: [cast.agent("Reception").id],
      permissions: { edit_agents: true },
      can: ["update", "set_password", "restore", "remove"],
    });

    expect(await cast.ada.delete(`${path}/suspension`)).toHaveStatus(204);
    expect(await eva.get("/agents")).toHaveStatus(401);
    expect(await eva.signIn(eva.email, eva.password)).toHaveStatus(201);
    expect(await eva.names("/agents")).toEqual(["Reception"]);
    expect((await cast.ada.get(path)).body).toMatchObject({
      status: "active",
      can: ["update", "set_password", "end_sessions", "suspend", "remove"],
    });
  });

  test("is answered like a wrong password, after the same work", async () => {
    const person = await cast.member();
    const other = await cast.member();
    await cast.ada.put(`/members/${person.id}/suspension`);
    const before = await counter(cast.ada, "rollcall_password_hashes_total");
    const suspended = await signIn(person);
    const wrong = await new Client(server).signIn(other.email, "not the password");
    expect(await counter(cast.ada, "rollcall_password_hashes_total")).toBe(before + 2);
    expect(suspended).toHaveStatus(401);
    const { request_id: _, ...problem } = suspended.problem;
    expect(wrong.problem).toMatchObject(problem);
  });

  test("stays out with a new password", async () => {
    const person = await cast.member();
    await cast.ada.put(`/members/${person.id}/suspension`);
    await cast.ada.put(`/members/${person.id}/password`, { password: "six new herrings" });
    expect(await new Client(server).signIn(person.email, "six new herrings")).toHaveStatus(401);
  });

  test("is suspended once, and restored once", async () => {
    const person = await cast.member();
    const path = `/members/${person.id}` as const;
    await cast.ada.put(`${path}/suspension`);
    const { etag } = (await cast.ada.get(path)).body;
    expect(await cast.ada.put(`${path}/suspension`)).toHaveStatus(204);
    expect((await cast.ada.get(path)).body.etag).toBe(etag);
    await cast.ada.delete(`${path}/suspension`);
    expect(await cast.ada.delete(`${path}/suspension`)).toHaveStatus(204);
    expect(await cast.ada.put("/members/nobody/suspension")).toHaveStatus(404);
  });

  test("is never the last administrator", async () => {
    const answer = await cast.ada.put(`/members/${cast.ada.id}/suspension`);
    expect(answer).toHaveStatus(409);
    expect(answer.problem.code).toBe("last_administrator");
    expect(await cast.ada.get("/members")).toHaveStatus(200);
  });
});
