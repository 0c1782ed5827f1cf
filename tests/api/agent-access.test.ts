import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { startServer, type Server } from "../support/server.ts";

let server: Server;
let cast: Cast;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
});
afterAll(() => server.stop());

const accessTo = async (agent: string, query = {}) =>
  (await cast.ada.get(`/agents/${cast.agent(agent).id}/access`, query)).body;

describe("who has access to an agent", () => {
  test("is what each member sees, with the reason and the permissions in effect", async () => {
    const people: Person[] = [
      cast.ada,
      await cast.member({ name: "Deputy", role: "administrator" }),
      await cast.member({ name: "By agent", agents: ["Reception"], permissions: { view_recordings: true } }),
      await cast.member({ name: "By company", companies: ["North"], permissions: { access_crm: true } }),
      await cast.member({ name: "By both", agents: ["Reception"], companies: ["North"] }),
      await cast.member({ name: "Other", agents: ["Support"], companies: ["South"] }),
    ];
    for (const crm_enabled of [true, false]) {
      await cast.ada.patch("/settings", { crm_enabled });
      for (const agent of ["Reception", "Support"]) {
        const listed = new Map((await accessTo(agent)).items.map((item) => [item.member.id, item]));
        for (const person of people) {
          const { status } = await person.get(`/agents/${cast.agent(agent).id}`);
          const item = listed.get(person.id);
          expect(item !== undefined, `${person.name} and ${agent}`).toBe(status === 200);
          const session = (await person.get("/session")).body as any;
          if (item) expect(item.permissions).toEqual(session.permissions);
        }
      }
    }
    const reasons = (await accessTo("Reception")).items.map(({ member, because }) => [member.name, because]);
    expect(Object.fromEntries(reasons)).toMatchObject({
      [cast.ada.name]: "administrator",
      Deputy: "administrator",
      "By agent": "agent",
      "By company": "company",
      "By both": "company",
    });
  });

  test("tells who cannot sign in now, and is paged by name", async () => {
    const suspended = await cast.member({ name: "Suspended", agents: ["Sales"] });
    await cast.ada.put(`/members/${suspended.id}/suspension`);
    const invited = { name: "Invited", email: "invited@harbour.example", agent_ids: [cast.agent("Sales").id] };
    await cast.ada.post("/members", { ...invited, send_invitation: true });
    const all = await accessTo("Sales", { total: true });
    const states = Object.fromEntries(all.items.map(({ member, state }) => [member.name, state]));
    expect(states).toMatchObject({ [cast.ada.name]: "active", Suspended: "suspended", Invited: "invited" });
    expect(all.total).toBe(all.items.length);
    const names: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await accessTo("Sales", { limit: 1, ...(cursor && { cursor }) });
      names.push(...page.items.map(({ member }) => member.name));
      if (page.next_cursor === null) break;
      cursor = page.next_cursor;
    }
    expect(names).toEqual(all.items.map(({ member }) => member.name));
  });

  test("is for administrators, and of agents that exist", async () => {
    const person = await cast.member({ agents: ["Sales"], permissions: { edit_agents: true } });
    expect(await person.get(`/agents/${cast.agent("Sales").id}/access`)).toBeRefused(403, "forbidden");
    expect(await cast.ada.get("/agents/none/access")).toHaveStatus(404);
  });
});

describe("the search of agents", () => {
  const found = async (person: Person, query: object) =>
    (await person.get("/agents", { limit: 200, ...query } as never)).body.items.map(
      ({ name }: { name: string }) => name,
    );

  test("finds parts of names and companies without regard to case and accents, the best match first", async () => {
    const company = await cast.newCompany("Zürich Ferries");
    for (const name of ["Night Müller line", "MULLER desk", "100% Kai_o", "田中太郎の案内"])
      await cast.newAgent(name, company);
    expect(await found(cast.ada, { search: "müller" })).toEqual(["MULLER desk", "Night Müller line"]);
    expect(await found(cast.ada, { search: " line  MULLER " })).toEqual(["Night Müller line"]);
    expect(await found(cast.ada, { search: "太郎" })).toEqual(["田中太郎の案内"]);
    expect(await found(cast.ada, { search: "zurich" })).toHaveLength(4);
    expect(await found(cast.ada, { search: "zurich desk" })).toEqual(["MULLER desk"]);
    expect(await found(cast.ada, { search: "%" })).toEqual(["100% Kai_o"]);
    expect(await found(cast.ada, { search: "i_o" })).toEqual(["100% Kai_o"]);
    expect(await found(cast.ada, { search: "   " })).toHaveLength((await found(cast.ada, {})).length);
    expect(await found(cast.ada, { search: "zurich", sort: "-name" })).toEqual(
      (await found(cast.ada, { search: "zurich", sort: "name" })).reverse(),
    );
    const paged: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = (await cast.ada.get("/agents", { search: "r", limit: 2, ...(cursor && { cursor }) })).body;
      paged.push(...page.items.map(({ name }) => name));
      if (page.next_cursor === null) break;
      cursor = page.next_cursor;
    }
    expect(paged).toEqual(await found(cast.ada, { search: "r" }));
    expect((await cast.ada.get("/agents", { search: "zurich", limit: 1, total: true })).body.total).toBe(4);
  });

  test("finds nothing out of scope, and refuses what is too long", async () => {
    const person = await cast.member({ agents: ["Reception"] });
    expect(await found(person, { search: "e" })).toEqual(["Reception"]);
    const long = await cast.ada.get("/agents", { search: "x".repeat(201) });
    expect(long).toBeRefused(422, "invalid_fields", ["search"]);
  });
});
