import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { Platform } from "../support/platform.ts";
import { makePlatformCall } from "../../fixtures/platforms/platform-call.ts";
import { startServer, type Server } from "../support/server.ts";

let server: Server;
let cast: Cast;
let ada: Person;
let vapi: Platform;
let retell: Platform;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
  ada = cast.ada;
  [vapi, retell] = [await Platform.connect(ada, "vapi"), await Platform.connect(ada, "retell")];
});
afterAll(() => server.stop());

const unknown = async () => (await ada.get("/unknown-agents", { limit: 200 })).body.items;
const unknownAs = async (externalId: string) => (await unknown()).find((agent) => agent.external_id === externalId);
const assign = (id: string, agent_id: string) => ada.post(`/unknown-agents/${id}/assignment`, { agent_id });
const idsOf = async (agent: { id: string }) => (await ada.get(`/agents/${agent.id}/external-ids`)).body.items;

describe("an unknown agent", () => {
  test("is listed with what the platform says of it and how many calls wait", async () => {
    const first = makePlatformCall({ agent: "asst-berths", startedAt: new Date("2026-11-01T10:00:00Z") });
    const second = makePlatformCall({ agent: "asst-berths", startedAt: new Date("2026-11-02T10:00:00Z") });
    for (const platformCall of [second, first]) await retell.report(platformCall);
    expect(await unknownAs("asst-berths")).toMatchObject({
      connection_id: retell.connection.id,
      connection_name: retell.connection.name,
      platform: "retell",
      name: "Reception",
      calls: 2,
      first_call_at: "2026-11-01T10:00:00.000Z",
      last_call_at: "2026-11-02T10:00:00.000Z",
      can: ["assign"],
    });
  });

  test("is another one at each connection", async () => {
    for (const platform of [vapi, retell]) await platform.report(makePlatformCall({ agent: "asst-shared" }));
    const both = (await unknown()).filter((agent) => agent.external_id === "asst-shared");
    expect(both.map((agent) => [agent.platform, agent.calls]).sort()).toEqual([
      ["retell", 1],
      ["vapi", 1],
    ]);
  });

  test("is assigned in one step: the calls that wait, and those that come later", async () => {
    for (let count = 0; count < 3; ++count) await vapi.report(makePlatformCall({ agent: "asst-sales" }));
    const { id } = (await unknownAs("asst-sales"))!;
    const agent = cast.agent("Sales");
    const answer = await assign(id, agent.id);
    expect(answer.body).toEqual({ agent_id: agent.id, calls: 3 });
    expect(await unknownAs("asst-sales")).toBeUndefined();
    expect(await idsOf(agent)).toContainEqual({ connection_id: vapi.connection.id, external_id: "asst-sales" });
    await vapi.report(makePlatformCall({ agent: "asst-sales" }));
    expect(await unknownAs("asst-sales")).toBeUndefined();
    expect(await assign(id, agent.id)).toBeRefused(404, "not_found");
    const [entry] = (await ada.get("/audit-entries", { subject_id: agent.id })).body.items;
    expect(entry).toMatchObject({ action: "agent.updated", fields: ["external_ids"] });
  });

  test("is known too once its id is entered at an agent", async () => {
    await vapi.report(makePlatformCall({ agent: "asst-entered" }));
    const agent = await cast.newAgent("Entered by hand", "South");
    await vapi.knows(agent, "asst-entered");
    expect(await unknownAs("asst-entered")).toBeUndefined();
  });

  test("with many calls is assigned with all of them", async () => {
    const calls = Array.from({ length: 450 }, () => makePlatformCall({ agent: "asst-busy", turns: [] }));
    for (let from = 0; from < calls.length; from += 50) {
      await Promise.all(calls.slice(from, from + 50).map((platformCall) => vapi.report(platformCall)));
    }
    const busy = (await unknownAs("asst-busy"))!;
    expect(busy.calls).toBe(450);
    expect((await assign(busy.id, cast.agent("Reception").id)).body.calls).toBe(450);
    expect(await unknownAs("asst-busy")).toBeUndefined();
  });

  test("without a name at all can be assigned as well", async () => {
    const { id } = await cast.newAgent("Answers for the nameless", "South");
    const call = { id: "call-of-nobody", type: "webCall" };
    const body = { message: { type: "end-of-call-report", startedAt: "2026-11-03T10:00:00Z", call } };
    expect(await vapi.deliver(body)).toHaveStatus(200);
    const nameless = (await unknownAs(""))!;
    expect(nameless).toMatchObject({ name: null, calls: 1 });
    expect((await assign(nameless.id, id)).body.calls).toBe(1);
    const items = await idsOf({ id });
    expect(items).toEqual([{ connection_id: vapi.connection.id, external_id: "" }]);
    expect((await ada.put(`/agents/${id}/external-ids`, { items })).body.items).toEqual(items);
  });

  test("is not assigned to an agent that is not there", async () => {
    await vapi.report(makePlatformCall({ agent: "asst-stays" }));
    const { id } = (await unknownAs("asst-stays"))!;
    expect(await assign(id, "unknown")).toBeRefused(422, "invalid_fields", ["agent_id"]);
    expect(await ada.post(`/unknown-agents/${id}/assignment`, {})).toBeRefused(422, "invalid_fields", ["agent_id"]);
    expect((await unknownAs("asst-stays"))!.calls).toBe(1);
    expect(await assign("unknown", cast.agent("Sales").id)).toBeRefused(404, "not_found");
  });
});

test("unknown agents are sorted by their last call, and paged", async () => {
  const times = (await unknown()).map((agent) => agent.last_call_at);
  expect([...times].sort().reverse()).toEqual(times);
  const first = (await ada.get("/unknown-agents", { limit: 2 })).body;
  const next = (await ada.get("/unknown-agents", { limit: 2, cursor: first.next_cursor! })).body;
  expect([...first.items, ...next.items]).toEqual((await unknown()).slice(0, 4));
});

test("a connection by which calls came is not deleted, and takes no more without its secret", async () => {
  const { id } = vapi.connection;
  const answer = await ada.delete(`/connections/${id}`);
  expect(answer).toBeRefused(409, "in_use");
  expect(answer.problem.detail).toMatch(/secret/);
  expect(await ada.patch(`/connections/${id}`, { secret: null })).toHaveStatus(200);
  expect(await vapi.deliver({ message: { type: "hang" } })).toBeRefused(401, "wrong_signature");
  expect((await ada.get(`/connections/${id}`)).body.last_error?.message).toMatch(/no secret/);
});
