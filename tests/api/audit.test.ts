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

const entries = async (query: Record<string, string> = {}) =>
  (await cast.ada.get("/audit-entries", { limit: 200, ...query })).body.items;

describe("the audit log", () => {
  test("tells who did what to whom, newest first", async () => {
    const eva = await cast.member({ name: "Eva Lindqvist" });
    await cast.ada.patch(`/members/${eva.id}`, { name: "Eva Berg", job_title: "Client" });
    await cast.ada.put(`/members/${eva.id}/suspension`);
    const [newest, second, third] = await entries({ subject_id: eva.id });
    expect(newest).toMatchObject({ action: "member.suspended", actor_id: cast.ada.id, actor_name: cast.ada.name });
    expect(second).toMatchObject({ action: "member.updated", subject_name: "Eva Berg", fields: ["name", "job_title"] });
    expect(third).toMatchObject({ action: "member.created", fields: [] });
  });

  test("keeps permissions, role and assignments before and after, and personal data apart", async () => {
    const eva = await cast.member({ name: "Eva Lindqvist", permissions: { edit_agents: true } });
    const reception = cast.agent("Reception").id;
    await cast.ada.patch(`/members/${eva.id}`, {
      name: "Eva Berg",
      permissions: { edit_agents: false, view_recordings: true },
      agent_ids: [reception],
    });
    const [updated, created] = await entries({ subject_id: eva.id });
    expect(created!.changes["permissions"]).toEqual({ before: null, after: ["edit_agents"] });
    expect(created!.details[eva.id]).toEqual({ name: "Eva Lindqvist", email: eva.email });
    expect(updated!.fields).toEqual(["name", "permissions", "agent_ids"]);
    expect(updated!.changes).toEqual({
      permissions: { before: ["edit_agents"], after: ["view_recordings"] },
      agent_ids: { before: [], after: [reception] },
    });
    expect(updated!.details).toEqual({
      [eva.id]: { name: { before: "Eva Lindqvist", after: "Eva Berg" } },
      [cast.ada.id]: { address: "127.0.0.1" },
    });
  });

  test("tells a session from an API token", async () => {
    const token = (await cast.ada.post("/api-tokens", { name: "Script", scopes: ["agents"] })).body;
    const program = new Client(server, { Authorization: `Bearer ${token.token}` });
    const company = (await program.post("/companies", { name: "By a program" })).body;
    await cast.ada.patch(`/companies/${company.id}`, { name: "By a person" });
    const [byPerson, byProgram] = await entries({ subject_id: company.id });
    const prefix = token.token.slice(0, 15);
    expect(byProgram).toMatchObject({
      actor_id: cast.ada.id,
      actor_kind: "api_token",
      actor_token_id: token.id,
      actor_token_name: "Script",
      actor_token_prefix: prefix,
    });
    expect(byPerson).toMatchObject({
      actor_id: cast.ada.id,
      actor_kind: "session",
      actor_token_id: null,
      actor_token_name: null,
      actor_token_prefix: null,
    });

    const csv = (await cast.ada.send("GET", "/api/v1/audit-entries.csv", { query: { subject_id: company.id } })).text;
    const [columns, ...rows] = csv.split("\r\n");
    expect(columns).toMatch(/"actor_kind","actor_token_id","actor_token_name","actor_token_prefix"$/);
    expect(rows[0]).toMatch(/"session","","",""$/);
    expect(rows[1]!.endsWith(`"api_token","${token.id}","Script","${prefix}"`)).toBe(true);
  });

  test("finds all that one API token did, also when it is revoked", async () => {
    const token = (await cast.ada.post("/api-tokens", { name: "Script", scopes: ["agents"] })).body;
    const program = new Client(server, { Authorization: `Bearer ${token.token}` });
    for (const name of ["Kay", "Mole"]) await program.post("/companies", { name });
    await cast.ada.delete(`/api-tokens/${token.id}`);
    const done = await entries({ actor_token_id: token.id });
    expect(done.map((entry) => [entry.action, entry.subject_name])).toEqual([
      ["company.created", "Mole"],
      ["company.created", "Kay"],
      ["api_token.used", null],
    ]);
    for (const entry of done) {
      expect(entry).toMatchObject({ actor_token_name: null, actor_token_prefix: token.prefix });
    }
    const [made] = await entries({ subject_id: token.id, action: "api_token.created" });
    expect(made!.changes).toEqual({
      scopes: { before: null, after: ["agents"] },
      prefix: { before: null, after: token.prefix },
      expires_at: { before: null, after: token.expires_at },
    });
  });

  test("has one entry for each kind of write, and none for what was refused", async () => {
    const company = await cast.newCompany("West");
    await cast.ada.patch(`/companies/${company.id}`, { name: "Far West" });
    await cast.ada.patch(`/companies/${company.id}`, { name: "" });
    const agent = await cast.newAgent("Concierge", company);
    await cast.ada.patch(`/agents/${agent.id}`, { greeting: "Good evening" });
    await cast.ada.patch(`/agents/${agent.id}`, { greeting: "Good evening" });
    await cast.ada.delete(`/companies/${company.id}`);
    await cast.ada.delete(`/agents/${agent.id}`);
    await cast.ada.delete(`/companies/${company.id}`);
    const actionsOn = async (subject_id: string) => (await entries({ subject_id })).map((entry) => entry.action);
    expect(await actionsOn(company.id)).toEqual(["company.deleted", "company.updated", "company.created"]);
    expect(await actionsOn(agent.id)).toEqual(["agent.deleted", "agent.updated", "agent.created"]);
  });

  test("keeps what was done by and to a removed member, but not who that was", async () => {
    const deputy = await cast.member({ role: "administrator" });
    await deputy.post("/companies", { name: "East" });
    await cast.ada.delete(`/members/${deputy.id}`);
    const [made] = await entries({ actor_id: deputy.id });
    expect(made).toMatchObject({ action: "company.created", actor_name: null, subject_name: "East" });
    const answer = await cast.ada.get("/audit-entries", { subject_id: deputy.id });
    expect(answer.body.items.map((entry) => entry.action)).toEqual(["member.removed", "member.created"]);
    expect(answer.text).not.toContain(deputy.name);
    expect(answer.text).not.toContain(deputy.email);
  });

  test("is filtered by action, and paged without gaps", async () => {
    const created = await entries({ action: "agent.created" });
    expect(new Set(created.map((entry) => entry.action))).toEqual(new Set(["agent.created"]));
    const first = (await cast.ada.get("/audit-entries", { limit: 3 })).body;
    const next = (await cast.ada.get("/audit-entries", { limit: 3, cursor: first.next_cursor! })).body;
    // The erasure worker may have added an entry meanwhile.
    const all = await entries();
    const begin = all.findIndex(({ id }) => id === first.items[0]!.id);
    expect([...first.items, ...next.items]).toEqual(all.slice(begin, begin + 6));
  });

  test("is for administrators", async () => {
    const person = await cast.member({ permissions: { edit_agents: true } });
    expect(await person.get("/audit-entries")).toHaveStatus(403);
  });
});
