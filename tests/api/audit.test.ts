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
    expect(columns).toMatch(/"actor_kind","actor_token_id","actor_token_name","actor_token_prefix","changes"$/);
    expect(rows[0]).toMatch(/"session","","","","[^"]*"$/);
    expect(rows[1]).toMatch(new RegExp(`"api_token","${token.id}","Script","${prefix}","[^"]*"$`));
  });

  test("names contacts, segments, fields, imports and numbers not to be called as long as they exist", async () => {
    const contact = await cast.newContact("North", { name: "Nour Haddad", phone: "+493012340001" });
    const other = await cast.newContact("North", { name: "Nour H.", phone: "+493012340002" });
    const segment = await cast.newSegment("North", { name: "Berth holders" });
    const field = (await cast.ada.post("/contact-fields", { key: "mooring", label: "Mooring", kind: "text" })).body;
    const entry = (await cast.ada.post("/do-not-call", { phone: "+493012340003" })).body;
    const imported = await cast.ada.post("/contact-imports", "name\nLi Na\n", {
      query: { company_id: cast.company("North").id, file_name: "berths.csv" },
      headers: { "Content-Type": "text/csv" },
    });
    const nameOf = async (subject: string) => (await entries({ subject_id: subject }))[0]!.subject_name;
    expect(await nameOf(contact.id)).toBe("Nour Haddad");
    expect(await nameOf(segment.id)).toBe("Berth holders");
    expect(await nameOf(field.id)).toBe("Mooring");
    expect(await nameOf(entry.id)).toBe("+493012340003");
    expect(await nameOf(imported.body.id)).toBe("berths.csv");

    await cast.ada.post(`/contacts/${other.id}/merge`, { into: contact.id });
    expect(await nameOf(other.id)).toBeNull();
    expect((await entries({ subject_id: other.id, action: "contact.deleted" }))[0]!.differences).toEqual([
      expect.objectContaining({ label: "Merged into", after: "Nour Haddad" }),
    ]);
    await cast.ada.delete(`/segments/${segment.id}`);
    expect(await nameOf(segment.id)).toBeNull();
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

  test("is filtered by actor, by target, and by both at once, in the list and in the file", async () => {
    const deputy = await cast.member({ name: "Dana Reed", role: "administrator" });
    await deputy.patch(`/members/${deputy.id}`, { job_title: "Deputy" });
    const company = await cast.newCompany("Quay");
    await deputy.patch(`/companies/${company.id}`, { name: "Far Quay" });
    await cast.ada.patch(`/members/${deputy.id}`, { name: "Dana Read" });
    const actions = async (query: Record<string, string>) => (await entries(query)).map(({ action }) => action);
    const byDana = ["company.updated", "member.updated", "session.started"];
    expect(await actions({ actor_id: deputy.id })).toEqual(byDana);
    expect(await actions({ target_id: deputy.id })).toEqual(["member.updated", "member.updated", "member.created"]);
    const all = ["member.updated", "company.updated", "member.updated", "session.started", "member.created"];
    expect(await actions({ member_id: deputy.id })).toEqual(all);
    expect(await actions({ member_id: deputy.id, sort: "happened_at" })).toEqual([...all].reverse());
    expect(await actions({ member_id: deputy.id, action: "member.updated" })).toHaveLength(2);
    expect(await actions({ member_id: deputy.id, actor_id: cast.ada.id })).toEqual([
      "member.updated",
      "member.created",
    ]);

    const pages: string[] = [];
    const back: string[] = [];
    let page = (await cast.ada.get("/audit-entries", { member_id: deputy.id, limit: 1 })).body;
    for (;;) {
      pages.push(page.items[0]!.id);
      if (page.next_cursor === null) break;
      page = (await cast.ada.get("/audit-entries", { member_id: deputy.id, limit: 1, cursor: page.next_cursor })).body;
    }
    for (;;) {
      back.unshift(page.items[0]!.id);
      if (page.previous_cursor === null) break;
      page = (await cast.ada.get("/audit-entries", { member_id: deputy.id, limit: 1, cursor: page.previous_cursor }))
        .body;
    }
    expect(pages).toEqual((await entries({ member_id: deputy.id })).map(({ id }) => id));
    expect(back).toEqual(pages);

    const file = await cast.ada.send("GET", "/api/v1/audit-entries.csv", { query: { member_id: deputy.id } });
    expect(file.text.trim().split("\r\n")).toHaveLength(1 + all.length);
  });

  test("is filtered by moments", async () => {
    const company = await cast.newCompany("Then");
    await new Promise((passed) => setTimeout(passed, 5)); // a later millisecond
    await cast.ada.patch(`/companies/${company.id}`, { name: "Now" });
    const [changed, created] = await entries({ target_id: company.id });
    const found = async (query: object) => (await entries({ target_id: company.id, ...query })).map(({ id }) => id);
    expect(await found({ from: changed!.happened_at })).toEqual([changed!.id]);
    expect(await found({ to: changed!.happened_at })).toEqual([created!.id]);
    expect(await found({ from: created!.happened_at, to: changed!.happened_at })).toEqual([created!.id]);
    expect(await cast.ada.get("/audit-entries", { from: "yesterday" })).toBeRefused(422, "invalid_fields", ["from"]);
    const backwards = { from: changed!.happened_at, to: created!.happened_at };
    expect(await cast.ada.get("/audit-entries", backwards)).toBeRefused(422, "invalid_fields", ["to"]);
    const file = await cast.ada.send("GET", "/api/v1/audit-entries.csv", { query: { from: "2026-13-01" } });
    expect(file).toBeRefused(422, "invalid_fields", ["from"]);
  });

  test("tells before and after in plain words, with the names of what exists", async () => {
    const eva = await cast.member({ name: "Ewa", permissions: { edit_agents: true }, agents: ["Sales"] });
    const gone = await cast.newAgent("Gone", "North");
    await cast.ada.patch(`/members/${eva.id}`, { agent_ids: [cast.agent("Reception").id, gone.id] });
    await cast.ada.patch(`/members/${eva.id}`, {
      permissions: { edit_agents: false, view_recordings: true },
      agent_ids: [],
      company_ids: [cast.company("South").id],
      role: "administrator",
      name: "Eva",
    });
    await cast.ada.delete(`/agents/${gone.id}`);
    const [second, first, created] = await entries({ target_id: eva.id });
    const differences = (entry: typeof first) =>
      entry!.differences.map(({ label, before, after, added, removed }) => ({
        [label]: added.length + removed.length > 0 ? { added, removed } : [before, after],
      }));
    expect(Object.assign({}, ...differences(first))).toEqual({
      Agents: { added: ["Reception", "a deleted agent"], removed: ["Sales"] },
    });
    expect(Object.assign({}, ...differences(second))).toEqual({
      Role: ["Member", "Administrator"],
      "Edit agents": ["on", "off"],
      Recordings: ["off", "on"],
      Agents: { added: [], removed: ["Reception", "a deleted agent"] },
      Companies: { added: ["South"], removed: [] },
      Name: [null, null],
    });
    expect(Object.assign({}, ...differences(created))).toMatchObject({
      Role: [null, "Member"],
      "Edit agents": [null, "on"],
    });

    await cast.ada.patch("/settings", { crm_enabled: false, rounding_rule: "per_minute", time_zone: "Europe/Oslo" });
    const [settings] = await entries({ action: "settings.updated" });
    expect(Object.assign({}, ...differences(settings))).toEqual({
      CRM: ["on", "off"],
      "Billing increment": ["1 second", "1 minute, rounded up"],
      "Time zone": ["UTC", "Europe/Oslo"],
    });
    await cast.ada.patch("/settings", { crm_enabled: true });

    const file = await cast.ada.send("GET", "/api/v1/audit-entries.csv", { query: { target_id: eva.id } });
    expect(file.text).toContain("Agents: + Reception, + a deleted agent, − Sales");
    expect(file.text).toContain("Edit agents: on → off");
    expect(file.text).not.toContain("Ewa");
  });

  test("keeps before and after of what is set about agents, companies and campaigns", async () => {
    const values = async (target_id: string, action: string) =>
      (await entries({ target_id, action })).map(({ changes }) => changes);
    const company = await cast.newCompany("Set");
    await cast.ada.patch(`/companies/${company.id}`, { country: "NO" });
    expect(await values(company.id, "company.updated")).toEqual([{ country: { before: null, after: "NO" } }]);
    const agent = await cast.newAgent("Set", company, { voice: "alloy" });
    await cast.ada.patch(`/agents/${agent.id}`, { voice: null, language: "nb", greeting: "Hei" });
    expect(await values(agent.id, "agent.updated")).toEqual([
      { voice: { before: "alloy", after: null }, language: { before: null, after: "nb" } },
    ]);
    const connection = (await cast.ada.post("/connections", { platform: "vapi", name: "Set" })).body;
    const items = [{ connection_id: connection.id, external_id: "asst_1" }];
    await cast.ada.put(`/agents/${agent.id}/external-ids`, { items });
    const [latest] = await values(agent.id, "agent.updated");
    expect(latest).toEqual({ external_ids: { before: [], after: ["asst_1"] } });
    const campaign = await cast.newCampaign("Sales", {});
    await cast.ada.patch(`/campaigns/${campaign.id}`, { calls_per_hour: 7, at_once: 1 });
    const [changed] = await values(campaign.id, "campaign.updated");
    expect(changed).toMatchObject({ calls_per_hour: { after: 7 } });
  });

  test("is for administrators", async () => {
    const person = await cast.member({ permissions: { edit_agents: true } });
    expect(await person.get("/audit-entries")).toHaveStatus(403);
  });
});
