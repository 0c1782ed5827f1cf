import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Schemas } from "../support/answer.ts";
import { Cast, type Person } from "../support/cast.ts";
import { startServer, type Server } from "../support/server.ts";

let server: Server;
let cast: Cast;
let ada: Person;
/** Sees North, whatever agents it has. */
let eva: Person;
/** Sees South, whatever agents it has. */
let tanaka: Person;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
  ada = cast.ada;
  eva = await cast.member({ companies: ["North"], permissions: { edit_agents: true } });
  tanaka = await cast.member({ companies: ["South"] });
  await cast.member({ companies: ["South"] });
  await cast.member({ companies: ["North", "South"] });
  await cast.member({ role: "administrator", companies: ["South"] });
});
afterAll(() => server.stop());

let agent: Schemas["Agent"];
let made = 0;
beforeEach(async () => {
  agent = await cast.newAgent(`Ferry ${++made}`, "North", { greeting: "Ahoy." });
});

const south = () => cast.company("South").id;
const path = () => `/agents/${agent.id}` as const;
const shown = async () => (await ada.get(path())).body;

async function call(started_at: string) {
  await ada.post("/calls", { agent_id: agent.id, started_at, duration_seconds: 60 });
}
async function calls(count: number) {
  for (let day = 1; day <= count; ++day) await call(`2026-09-0${day}T10:00:00Z`);
}

test("the audit log keeps the company before and after a move, and only the names of other fields", async () => {
  await ada.patch(path(), { company_id: south(), greeting: "Hello." });
  const [entry] = (await ada.get("/audit-entries", { subject_id: agent.id, action: "agent.updated" })).body.items;
  expect(entry?.fields.toSorted()).toEqual(["company_id", "greeting"]);
  expect(entry?.changes).toEqual({ company_id: { before: cast.company("North").id, after: south() } });
});

describe("moving an agent that has calls", () => {
  test("is refused, saying to how many members the calls would be shown and from how many hidden", async () => {
    await calls(3);
    const answer = await ada.patch(path(), { company_id: south(), name: "Ferry of South" });
    expect(answer).toBeRefused(409, "agent_has_calls");
    expect(answer.problem.detail).toBe(
      "This agent has 3 calls. Moving it shows them to 2 members of South, and hides them from 1 member of North. " +
        "Their minutes and prices count for South then, also in past months.",
    );
    expect(await shown()).toEqual(agent);
    expect((await tanaka.get("/calls", { agent_id: agent.id })).body.items).toEqual([]);
  });

  test("is done with `with_calls`, together with other changes", async () => {
    await calls(2);
    const changes = { company_id: south(), with_calls: true, greeting: "Hello." };
    const moved = await ada.patch(path(), changes, { ifMatch: agent.etag });
    expect(moved.body).toMatchObject({ company_name: "South", greeting: "Hello." });
    expect((await tanaka.get("/calls", { agent_id: agent.id })).body.items).toHaveLength(2);
    expect((await eva.get("/calls", { agent_id: agent.id })).body.items).toEqual([]);
  });

  test.each([{ with_calls: false }, {}])("is refused with %j", async (confirmation) => {
    await calls(1);
    expect(await ada.patch(path(), { company_id: south(), ...confirmation })).toBeRefused(409, "agent_has_calls");
  });

  test("does not count a member to whom the agent itself is assigned: that member sees its calls before and after", async () => {
    await calls(1);
    await ada.patch(`/members/${eva.id}`, { agent_ids: [agent.id] });
    await ada.patch(`/members/${tanaka.id}`, { agent_ids: [agent.id] });
    const { problem } = await ada.patch(path(), { company_id: south() });
    expect(problem.detail).toBe(
      "This agent has 1 call. Moving it shows the call to 1 member of South. " +
        "Its minutes and prices count for South then, also in past months.",
    );
    for (const { id } of [eva, tanaka]) await ada.patch(`/members/${id}`, { agent_ids: [] });
  });

  test("says which members lose the calls where nobody gains them, and that nothing changes where nobody does", async () => {
    await calls(2);
    const empty = await cast.newCompany(`Company ${made}`);
    const { problem } = await ada.patch(path(), { company_id: empty.id });
    expect(problem.detail).toBe(
      "This agent has 2 calls. Moving it hides them from 2 members of North. " +
        `Their minutes and prices count for ${empty.name} then, also in past months.`,
    );

    const other = await cast.newCompany(`Other ${made}`);
    await ada.patch(path(), { company_id: empty.id, with_calls: true });
    expect((await ada.patch(path(), { company_id: other.id })).problem.detail).toBe(
      `This agent has 2 calls. Moving it to ${other.name} does not change which members see them. ` +
        `Their minutes and prices count for ${other.name} then, also in past months.`,
    );
  });

  test("is first refused for what cannot be, whether it is confirmed or not", async () => {
    await calls(1);
    for (const with_calls of [true, false]) {
      const missing = await ada.patch(path(), { company_id: "no-such-company", with_calls });
      expect(missing).toBeRefused(422, "invalid_fields", ["company_id"]);
      const changed = await ada.patch(path(), { company_id: south(), with_calls }, { ifMatch: '"1-of-another"' });
      expect(changed).toBeRefused(412, "changed_meanwhile");
    }
    expect((await shown()).company_name).toBe("North");
  });

  test("is for administrators, also with `with_calls`", async () => {
    await calls(1);
    for (const more of [{}, { with_calls: true }]) {
      expect(await eva.patch(path(), { company_id: south(), ...more })).toBeRefused(403, "forbidden");
    }
    expect(await eva.patch(path(), { greeting: "Hello.", with_calls: true })).toHaveStatus(200);
    expect(await shown()).toMatchObject({ company_name: "North", greeting: "Hello." });
  });
});

describe("moving an agent with active or scheduled campaigns", () => {
  test("is refused, saying how many would be paused, and done with `with_calls`", async () => {
    await cast.launchedCampaign(agent.name);
    await cast.launchedCampaign(agent.name);
    await cast.newCampaign(agent.name);
    const paused = await cast.launchedCampaign(agent.name);
    await ada.post(`/campaigns/${paused.id}/pause`);
    const answer = await ada.patch(path(), { company_id: south() });
    expect(answer).toBeRefused(409, "agent_has_campaigns");
    expect(answer.problem.detail).toBe("Moving this agent pauses 2 active or scheduled campaigns.");
    expect((await shown()).company_name).toBe("North");
    expect((await ada.patch(path(), { company_id: south(), with_calls: true })).body.company_name).toBe("South");
  });

  test("is refused with what becomes of its calls, where it has calls", async () => {
    await calls(1);
    await cast.launchedCampaign(agent.name);
    const answer = await ada.patch(path(), { company_id: south() });
    expect(answer).toBeRefused(409, "agent_has_calls");
    expect(answer.problem.detail).toBe(
      "This agent has 1 call. Moving it shows the call to 2 members of South, and hides the call from 1 member of North. " +
        "Its minutes and prices count for South then, also in past months. " +
        "Moving this agent pauses 1 active or scheduled campaign.",
    );
  });

  test("pauses none of the company to which it goes back", async () => {
    await cast.launchedCampaign(agent.name);
    const moved = { company_id: south(), with_calls: true };
    await ada.patch(path(), moved);
    expect((await ada.patch(path(), { company_id: cast.company("North").id })).body.company_name).toBe("North");
  });
});

describe("moving an agent by which members see contacts", () => {
  /** Sees no company but by this agent. */
  let client: Person;
  beforeEach(async () => {
    client = await cast.member({ agents: [agent.name], permissions: { access_crm: true } });
    await cast.member({ agents: [agent.name] });
    await cast.member({ companies: ["North", "South"], agents: [agent.name], permissions: { access_crm: true } });
  });

  test("is refused, saying to how many members whose contacts are opened and closed, and done with `with_calls`", async () => {
    const contact = await cast.newContact("South");
    const answer = await ada.patch(path(), { company_id: south() });
    expect(answer).toBeRefused(409, "agent_opens_contacts");
    expect(answer.problem.detail).toBe(
      "Moving this agent opens the contacts of South to 1 member, and closes the contacts of North to 1 member.",
    );
    expect((await client.get("/contacts")).body.items.map(({ company_name }) => company_name)).not.toContain("South");
    expect(await ada.patch(path(), { company_id: south(), with_calls: true })).toHaveStatus(200);
    expect(await client.get(`/contacts/${contact.id}`)).toHaveStatus(200);
  });

  test("opens or closes none where they have another agent of that company, or the company itself", async () => {
    await ada.patch(`/members/${client.id}`, { agent_ids: [agent.id, cast.agent("Reception").id] });
    expect((await ada.patch(path(), { company_id: south() })).problem.detail).toBe(
      "Moving this agent opens the contacts of South to 1 member.",
    );
    await ada.patch(`/members/${client.id}`, { agent_ids: [agent.id], company_ids: [south()] });
    expect((await ada.patch(path(), { company_id: south() })).problem.detail).toBe(
      "Moving this agent closes the contacts of North to 1 member.",
    );
    await ada.patch(`/members/${client.id}`, { company_ids: [cast.company("North").id, south()] });
    expect(await ada.patch(path(), { company_id: south() })).toHaveStatus(200);
  });

  test("is refused with that beside what becomes of its calls", async () => {
    await calls(1);
    const answer = await ada.patch(path(), { company_id: south() });
    expect(answer).toBeRefused(409, "agent_has_calls");
    expect(answer.problem.detail).toContain(
      "also in past months. Moving this agent opens the contacts of South to 1 member, and closes",
    );
  });

  test("needs no confirmation while the CRM is switched off", async () => {
    await ada.patch("/settings", { crm_enabled: false });
    const answer = await ada.patch(path(), { company_id: south() });
    await ada.patch("/settings", { crm_enabled: true });
    expect(answer).toHaveStatus(200);
  });
});

describe("without a confirmation", () => {
  test("an agent without calls moves at once", async () => {
    expect((await ada.patch(path(), { company_id: south() })).body.company_name).toBe("South");
  });

  test("an agent with calls is changed in other ways, also with the company that it has", async () => {
    await calls(1);
    const changed = await ada.patch(path(), { company_id: cast.company("North").id, greeting: "Hello." });
    expect(changed.body).toMatchObject({ company_name: "North", greeting: "Hello." });
  });
});

test.each([null, "true", 1])("`with_calls` is true or false, not %j", async (with_calls) => {
  const wrong = { company_id: south(), with_calls } as unknown as Schemas["UpdateAgent"];
  expect(await ada.patch(path(), wrong)).toBeRefused(422, "invalid_fields", ["with_calls"]);
});
