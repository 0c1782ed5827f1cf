import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { startServer, type Server } from "../support/server.ts";

let server: Server;
let cast: Cast;
/** A program with a token of Ada's. */
let program: Client;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
  const { token } = (await cast.ada.post("/api-tokens", { name: "Telephone exchange", scopes: ["read", "calls"] }))
    .body;
  program = new Client(server, { Authorization: `Bearer ${token}` });
});
afterAll(() => server.stop());

const started_at = "2026-11-20T09:00:00.000Z";
const whole = () => ({
  agent_id: cast.agent("Reception").id,
  started_at,
  ended_at: "2026-11-20T09:02:30.000Z",
  direction: "inbound",
  from_number: "+4930123456",
  to_number: "+4940987654",
  summary: "Asked for a berth in June.",
  outcome: "successful",
  end_reason: "hung up",
  transcript: [
    { role: "agent", text: "Good morning, North harbour.", start_seconds: 0, end_seconds: 2.5 },
    { role: "caller", text: "Is there a berth in June?", start_seconds: 3 },
  ],
  cost_usd: 0.1234567,
});
const calls = async () => (await cast.ada.get("/calls", { limit: 200 })).body.items;

describe("an API call", () => {
  test("is taken as it is told", async () => {
    const made = await program.post("/calls", whole());
    expect(made).toHaveStatus(201);
    expect(made.headers["location"]).toBe(`/api/v1/calls/${made.body.id}`);
    expect(made.body).toMatchObject({
      agent_name: "Reception",
      company_name: "North",
      platform: null,
      status: "ended",
      started_at,
      duration_seconds: 150,
      billable_minutes: 2.5,
      cost_usd: 0.123457,
      recording_status: "none",
    });
    expect(made.body.transcript).toEqual([
      { role: "agent", text: "Good morning, North harbour.", start_seconds: 0, end_seconds: 2.5 },
      { role: "caller", text: "Is there a berth in June?", start_seconds: 3, end_seconds: null },
    ]);
    expect((await cast.ada.get(`/calls/${made.body.id}`)).body).toEqual(made.body);
  });

  test("needs no more than an agent and a beginning, and is ongoing then", async () => {
    const { body } = await program.post("/calls", { agent_id: cast.agent("Sales").id, started_at });
    expect(body).toMatchObject({ status: "ongoing", duration_seconds: null, transcript: [], direction: null });
  });

  test("is not lost for half a character", async () => {
    const transcript = [{ role: "caller", text: "Half \ud83d" }];
    const body = JSON.stringify({ ...whole(), summary: "\udc00 \ud83d\ude00", transcript });
    const made = await program.post("/calls", body, { headers: { "Content-Type": "application/json" } });
    expect(made).toHaveStatus(201);
    expect(made.body).toMatchObject({ summary: "\ufffd \u{1f600}", transcript: [{ text: "Half \ufffd" }] });
  });

  test("may begin a little later than now, by another clock, and last 7 days", async () => {
    const agent_id = cast.agent("Sales").id;
    const soon = new Date(Date.now() + 60_000).toISOString();
    expect(await program.post("/calls", { agent_id, started_at: soon })).toHaveStatus(201);
    const week = await program.post("/calls", { agent_id, started_at, ended_at: "2026-11-27T09:00:00.000Z" });
    expect(week.body).toMatchObject({ status: "ended", duration_seconds: 604_800 });
  });

  test("has ended where it has a length", async () => {
    const { body } = await program.post("/calls", {
      agent_id: cast.agent("Sales").id,
      started_at,
      duration_seconds: 0.5,
    });
    expect(body).toMatchObject({ status: "ended", duration_seconds: 0.5 });
  });

  test("may say more than is kept, without a campaign", async () => {
    const made = await program.post("/calls", {
      ...whole(),
      dial_outcome: "voicemail",
      analysis: { stop: true, mood: "calm", berth: 14, ["船".repeat(1_000)]: "港".repeat(1_000) },
    });
    expect(made).toHaveStatus(201);
  });

  test.each([
    ["agent_id", { agent_id: "nobody" }],
    ["agent_id", { agent_id: undefined }],
    ["started_at", { started_at: "yesterday" }],
    ["started_at", { started_at: new Date(Date.now() + 20 * 60_000).toISOString(), ended_at: undefined }],
    ["ended_at", { ended_at: "2026-11-20T08:59:59Z" }],
    ["ended_at", { started_at: "1926-11-20T09:00:00Z" }],
    ["duration_seconds", { duration_seconds: -1 }],
    ["duration_seconds", { duration_seconds: 604801 }],
    ["duration_seconds", { duration_seconds: "90" }],
    ["status", { status: "queued" }],
    ["direction", { direction: "sideways" }],
    ["outcome", { outcome: "great" }],
    ["from_number", { from_number: "x".repeat(201) }],
    ["summary", { summary: "x".repeat(10_001) }],
    ["transcript[0].role", { transcript: [{ role: "robot", text: "Ahoy" }] }],
    ["transcript[1].text", { transcript: [{ role: "agent", text: "Ahoy" }, { role: "agent" }] }],
    ["transcript[0].start_seconds", { transcript: [{ role: "agent", text: "Ahoy", start_seconds: -1 }] }],
    ["cost_usd", { cost_usd: -0.01 }],
    ["recording_url", { recording_url: "file:///etc/passwd" }],
    ["recording_url", { recording_url: "calls.example/1.mp3" }],
    ["dial_outcome", { dial_outcome: "engaged" }],
    ["dial_outcome", { status: "ongoing", ended_at: undefined, dial_outcome: "busy" }],
    ["attempt_id", { attempt_id: 7 }],
    ["attempt_id", { attempt_id: "of no campaign" }],
    ["analysis", { analysis: { mood: { of: "a list" } } }],
    ["analysis", { analysis: { mood: "x".repeat(1_001) } }],
    ["analysis", { analysis: { ["x".repeat(1_001)]: true } }],
    ["analysis", { analysis: Object.fromEntries(Array.from({ length: 101 }, (_, number) => [`field ${number}`, 1])) }],
    ["analysis", { analysis: "calm" }],
    ["colour", { colour: "red" }],
  ])("with a wrong %s is refused, and nothing is kept: %j", async (field, change) => {
    const before = (await calls()).length;
    expect(await program.post("/calls", { ...whole(), ...change })).toBeRefused(422, "invalid_fields", [field]);
    expect(await calls()).toHaveLength(before);
  });

  test("is told why the address of its recording is refused", async () => {
    for (const end of ["x".repeat(2_000), "\n"]) {
      const answer = await program.post("/calls", { ...whole(), recording_url: `https://calls.example/${end}` });
      expect(answer.problem.fields).toEqual({
        recording_url: "This must be a web address of at most 2000 bytes, without control characters.",
      });
    }
  });

  test("is not too long for a long transcript", async () => {
    const transcript = Array.from({ length: 3_000 }, (_, turn) => ({
      role: "agent",
      text: `Berth ${turn} is free, and so are all those that lie between the quay and the lighthouse.`,
    }));
    const { body } = await program.post("/calls", { ...whole(), transcript });
    expect(body.transcript).toHaveLength(3_000);
  });

  test("blocks the deletion of its agent", async () => {
    const agent = await cast.newAgent("Harbour master", "North");
    await program.post("/calls", { ...whole(), agent_id: agent.id });
    expect(await cast.ada.delete(`/agents/${agent.id}`)).toBeRefused(409, "in_use");
    expect(await cast.ada.get(`/agents/${agent.id}`)).toHaveStatus(200);
  });
});

describe("an idempotency key", () => {
  const keyed = (key: string, body: unknown, client: Client = program) =>
    client.post("/calls", body, { headers: { "Idempotency-Key": key } });

  test("makes the same request one call, however often and at once it is sent", async () => {
    const before = (await calls()).length;
    const body = whole();
    const answers = await Promise.all(Array.from({ length: 20 }, () => keyed("call-1", body)));
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
    expect(answers.every((answer) => answer.status === 201)).toBe(true);
    expect(await calls()).toHaveLength(before + 1);
  });

  test("that comes with another body is refused", async () => {
    await keyed("call-2", whole());
    expect(await keyed("call-2", { ...whole(), summary: "Another" })).toBeRefused(409, "conflict");
  });

  test("belongs to the one who sent it", async () => {
    const other = await cast.member({ role: "administrator" });
    const mine = await keyed("call-3", whole());
    const theirs = await keyed("call-3", whole(), other);
    expect(theirs.body.id).not.toBe(mine.body.id);
  });

  test("of a refused request may be used again", async () => {
    expect(await keyed("call-4", { ...whole(), agent_id: "nobody" })).toBeRefused(422, "invalid_fields");
    expect(await keyed("call-4", whole())).toHaveStatus(201);
  });

  test("is not too long", async () => {
    expect(await keyed("x".repeat(201), whole())).toBeRefused(400, "malformed_request");
  });

  test("survives a crash with the call that it made", async () => {
    const body = whole();
    const { id } = (await keyed("call-5", body)).body;
    await server.kill();
    await server.startAgain();
    program.server.address = server.address;
    expect((await keyed("call-5", body)).body.id).toBe(id);
  });
});

describe("what a change would do to a member", () => {
  test("counts the calls that come into sight and go out of it", async () => {
    const agent = await cast.newAgent("Ferry desk", "South");
    for (let call = 0; call < 3; ++call) await cast.ada.post("/calls", { ...whole(), agent_id: agent.id });
    const eva = await cast.member({ agents: ["Ferry desk"] });
    const changes = (body: object) => cast.ada.post(`/members/${eva.id}/changes`, body);
    expect((await changes({ agent_ids: [] })).body).toMatchObject({ calls_hidden: 3, calls_shown: 0 });
    await cast.ada.patch(`/members/${eva.id}`, { agent_ids: [] });
    expect((await changes({ agent_ids: [agent.id] })).body).toMatchObject({ calls_hidden: 0, calls_shown: 3 });
    expect((await changes({ name: "Eva" })).body).toMatchObject({ calls_hidden: 0, calls_shown: 0 });
  });

  test("knows that an administrator sees all, whatever is assigned", async () => {
    const agent = await cast.newAgent("Pilot desk", "South");
    await cast.ada.post("/calls", { ...whole(), agent_id: agent.id });
    const all = (await cast.ada.get("/calls", { limit: 200 })).body.items.length;
    const mats = await cast.member({ agents: ["Pilot desk"], role: "administrator" });
    const changes = (body: object) => cast.ada.post(`/members/${mats.id}/changes`, body);
    expect((await changes({ agent_ids: [] })).body).toMatchObject({ calls_hidden: 0, calls_shown: 0 });
    expect((await changes({ role: "member" })).body).toMatchObject({ calls_hidden: all - 1, calls_shown: 0 });
    await cast.ada.patch(`/members/${mats.id}`, { role: "member" });
    expect((await changes({ role: "administrator" })).body).toMatchObject({ calls_hidden: 0, calls_shown: all - 1 });
  });
});
