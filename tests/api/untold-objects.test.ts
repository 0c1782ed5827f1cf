import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import type { Answer } from "../support/answer.ts";
import { startServer, type Server } from "../support/server.ts";

// What a refusal tells of objects that the caller may not see: nothing.

/** The date of `count` days ago, in UTC. */
const dayAgo = (count: number) => new Date(Date.now() - count * 86_400_000).toISOString().slice(0, 10);

let server: Server;
let cast: Cast;
/** Has every permission, on Reception and on one of the three agents of Harbourside. */
let eva: Person;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
  const harbourside = await cast.newCompany("Harbourside");
  for (const name of ["Ferries", "Moorings", "Salvage"]) await cast.newAgent(name, harbourside);
  eva = await cast.member({
    agents: ["Reception", "Ferries"],
    permissions: {
      edit_agents: true,
      use_advanced_editor: true,
      access_crm: true,
      view_billable_minutes: true,
      view_recordings: true,
    },
  });
});
afterAll(() => server.stop());

const nameOf = async (agent: string) => (await cast.ada.get(`/agents/${cast.agent(agent).id}`)).body.name;

describe("renaming an agent", () => {
  test("is answered alike, whether an agent out of scope has the name or none has", async () => {
    const path = `/agents/${cast.agent("Ferries").id}` as const;
    for (const name of ["Moorings", "MOORINGS", "Salvage", "A name that none has"]) {
      const renamed = await eva.patch(path, { name });
      expect(renamed).toHaveStatus(200);
      expect(renamed.body.name).toBe(name);
    }
    expect(await nameOf("Moorings")).toBe("Moorings");
    void (await eva.patch(path, { name: "Ferries" })).body;
  });

  test("is refused with the name of an agent in scope", async () => {
    void (
      await cast.ada.patch(`/members/${eva.id}`, {
        agent_ids: ["Reception", "Ferries", "Salvage"].map((name) => cast.agent(name).id),
      })
    ).body;
    const answer = await eva.patch(`/agents/${cast.agent("Ferries").id}`, { name: "salvage" });
    expect(answer).toBeRefused(409, "conflict");
    expect(await nameOf("Ferries")).toBe("Ferries");
  });

  test("is refused to an administrator with any name of the company", async () => {
    const path = `/agents/${cast.agent("Ferries").id}` as const;
    expect(await cast.ada.patch(path, { name: "moorings" })).toBeRefused(409, "conflict");
    const { id } = cast.company("Harbourside");
    expect(await cast.ada.post("/agents", { company_id: id, name: "SALVAGE" })).toBeRefused(409, "conflict");
  });

  test("leaves an agent of a name that is there twice to be changed", async () => {
    const path = `/agents/${cast.agent("Ferries").id}` as const;
    void (await eva.patch(path, { name: "Moorings" })).body;
    const changed = await cast.ada.patch(path, { greeting: "Where to?" });
    expect(changed.body).toMatchObject({ name: "Moorings", greeting: "Where to?" });
    const twice = await cast.ada.names("/agents", { company_id: cast.company("Harbourside").id });
    expect(twice.filter((name) => name === "Moorings")).toHaveLength(2);
    expect((await cast.ada.patch(path, { name: "Ferries" })).body.name).toBe("Ferries");
  });
});

describe("an object out of scope is answered as one that never was", () => {
  const bare = ({ problem }: Answer<unknown>) => ({ ...problem, request_id: "" });
  const unknown = "0190aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee";

  test("as an agent, whatever is asked of it", async () => {
    const ways: ((id: string) => Promise<Answer<unknown>>)[] = [
      (id) => eva.get(`/agents/${id}`),
      (id) => eva.patch(`/agents/${id}`, { name: "Salvage" }),
      (id) => eva.patch(`/agents/${id}`, { name: "" }),
      (id) => eva.patch(`/agents/${id}`, { name: "Tug" }, { ifMatch: '"1"' }),
      (id) => eva.patch(`/agents/${id}`, { company_id: cast.company("South").id }),
      (id) => eva.get(`/agents/${id}/configuration`),
      (id) => eva.put(`/agents/${id}/configuration`, { configuration: {} }),
      (id) => eva.put(`/agents/${id}/configuration`, { configuration: { greeting: 7 } }),
      (id) => eva.post(`/agents/${id}/publication`),
      (id) => eva.get(`/agents/${id}/versions`),
      (id) => eva.get(`/agents/${id}/versions/1`),
    ];
    for (const ask of ways) {
      const [hidden, none] = [await ask(cast.agent("Moorings").id), await ask(unknown)];
      expect(bare(hidden)).toEqual(bare(none));
      expect(hidden.status).toBeGreaterThanOrEqual(400);
    }
  });

  test("as a call or its audio", async () => {
    const agent_id = cast.agent("Moorings").id;
    const { id } = (await cast.ada.post("/calls", { agent_id, started_at: `${dayAgo(1)}T08:00:00Z` })).body;
    for (const part of ["", "/recording", "/waveform"]) {
      const [hidden, none] = [await eva.get(`/calls/${id}${part}`), await eva.get(`/calls/${unknown}${part}`)];
      expect(bare(hidden)).toEqual(bare(none));
      expect(hidden).toHaveStatus(404);
    }
  });

  test("as a company, or as the company to move an agent to", async () => {
    const hidden = cast.company("South").id;
    expect(bare(await eva.get(`/companies/${hidden}`))).toEqual(bare(await eva.get(`/companies/${unknown}`)));
    const moves = [hidden, unknown].map((company_id) =>
      eva.patch(`/agents/${cast.agent("Reception").id}`, { company_id }),
    );
    const [there, nowhere] = await Promise.all(moves);
    expect(bare(there!)).toEqual(bare(nowhere!));
    expect(there).toHaveStatus(403);
  });

  test("as a filter of a list", async () => {
    const year = { from: dayAgo(300), to: dayAgo(0), by: "agent" };
    for (const [path, query] of [
      ["/calls", {}],
      ["/usage", year],
    ] as const) {
      for (const [filter, hidden] of [
        ["agent_id", cast.agent("Moorings").id],
        ["company_id", cast.company("South").id],
      ] as const) {
        const ask = (id: string) => eva.get(path, { ...query, [filter]: id });
        const [there, nowhere] = [await ask(hidden), await ask(unknown)];
        expect(there).toHaveStatus(200);
        expect(there.text.replaceAll(hidden, unknown)).toBe(nowhere.text);
      }
    }
    const [there, nowhere] = [
      await eva.get("/agents", { company_id: cast.company("South").id, total: true }),
      await eva.get("/agents", { company_id: unknown, total: true }),
    ];
    expect(there.body).toEqual(nowhere.body);
  });
});

test("who is no administrator learns no email, external id or connection by writing one", async () => {
  const { email } = cast.ada;
  const invite = (address: string) => eva.post("/members", { name: "Asked", email: address, send_invitation: false });
  const connection = (await cast.ada.post("/connections", { platform: "retell", name: "Known line" })).body;
  const pairs: [Answer<unknown>, Answer<unknown>][] = [
    [await invite(email), await invite("unknown@harbour.example")],
    [
      await eva.post("/connections", { platform: "vapi", name: "Known line" }),
      await eva.post("/connections", { platform: "vapi", name: "Unknown line" }),
    ],
    [await eva.get(`/connections/${connection.id}`), await eva.get("/connections/unknown")],
    [await eva.get(`/members/${cast.ada.id}`), await eva.get("/members/unknown")],
    [await eva.post("/companies", { name: "North" }), await eva.post("/companies", { name: "A name that none has" })],
  ];
  for (const [known, unknown] of pairs) {
    expect(known).toHaveStatus(403);
    expect({ ...known.problem, request_id: "" }).toEqual({ ...unknown.problem, request_id: "" });
  }
});
