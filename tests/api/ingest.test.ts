import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Schemas } from "../support/answer.ts";
import { Cast } from "../support/cast.ts";
import { Platform } from "../support/platform.ts";
import { webhooksOf, webhookOfUnansweredCall } from "../../fixtures/platforms/webhooks.ts";
import * as elevenlabs from "../../fixtures/platforms/elevenlabs.ts";
import * as retell from "../../fixtures/platforms/retell.ts";
import type { PlatformName } from "../../fixtures/platforms/signatures.ts";
import {
  calledNumber,
  callerNumber,
  endOf,
  makePlatformCall,
  type PlatformCall,
} from "../../fixtures/platforms/platform-call.ts";
import * as vapi from "../../fixtures/platforms/vapi.ts";
import { startServer, type Server } from "../support/server.ts";
import { storedOf } from "../support/stored.ts";
import { found, recorded } from "./calls-of.ts";

let server: Server;
let cast: Cast;
const platforms = {} as Record<PlatformName, Platform>;
const names: PlatformName[] = ["vapi", "retell", "elevenlabs"];
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
  for (const name of names) {
    platforms[name] = await Platform.connect(cast.ada, name);
    await platforms[name].knows(cast.agent("Reception"), makePlatformCall().agent);
  }
});
afterAll(() => server.stop());

/** The one call of this caller's number; nothing where there is none. */
const callOf = (platformCall: PlatformCall) => found(cast.ada, platformCall);
const shapeOf = (turn: Schemas["Turn"]) => [turn.role, turn.text, turn.start_seconds];

/** A number that no other call has. */
let customers = 0;
const someone = () => ({ customerNumber: `+447700900${String(++customers).padStart(3, "0")}` });

describe.each(names)("what %s tells of a call", (name) => {
  test("is the call, of the agent that it names", async () => {
    const platformCall = makePlatformCall(someone());
    await platforms[name].report(platformCall);
    const call = (await callOf(platformCall))!;
    expect(call).toMatchObject({
      agent_id: cast.agent("Reception").id,
      agent_name: "Reception",
      company_name: "North",
      platform: name,
      status: "ended",
      direction: "inbound",
      started_at: expect.stringContaining(platformCall.startedAt.toISOString().slice(0, 19)),
      duration_seconds: 30,
      from_number: callerNumber(platformCall),
      to_number: calledNumber(platformCall),
      summary: platformCall.summary,
      outcome: "successful",
      recording_status: "none",
    });
    expect(new Date(call.ended_at!)).toEqual(endOf(platformCall));
  });

  test("has what was said in its order, and nothing of what the agent is told to do", async () => {
    const platformCall = makePlatformCall(someone());
    await platforms[name].report(platformCall);
    const starts = platformCall.turns.map((line) => (name === "elevenlabs" ? Math.floor(line.start) : line.start));
    const expected = platformCall.turns.map((line, index) => [line.role, line.text, starts[index]]);
    const call = (await callOf(platformCall))!;
    expect(call.transcript.map(shapeOf)).toEqual(expected);
    expect(JSON.stringify(call)).not.toContain(vapi.systemPrompt);
  });

  test("has its cost where the platform says it in dollars or cents", async () => {
    const platformCall = makePlatformCall({ ...someone(), cost: 0.1234 });
    await platforms[name].report(platformCall);
    expect((await callOf(platformCall))!.cost_usd).toBe(name === "elevenlabs" ? null : 0.1234);
  });

  test("may be of a call that the agent made", async () => {
    const platformCall = makePlatformCall({ ...someone(), direction: "outbound" });
    await platforms[name].report(platformCall);
    expect(await callOf(platformCall)).toMatchObject({
      direction: "outbound",
      from_number: platformCall.agentNumber,
      to_number: platformCall.customerNumber,
    });
  });

  test("may be of a call from a web page, which has no numbers", async () => {
    const platformCall = makePlatformCall({ direction: "web", summary: `A call from a page by ${name}.` });
    await platforms[name].report(platformCall);
    const { items } = (await cast.ada.get("/calls", { direction: "web" })).body;
    const call = items.find((item) => item.summary === platformCall.summary);
    expect(call).toMatchObject({ from_number: null, to_number: null, status: "ended" });
  });

  test("may be that it did not go well", async () => {
    const platformCall = makePlatformCall({ ...someone(), successful: false });
    await platforms[name].report(platformCall);
    expect((await callOf(platformCall))!.outcome).toBe("unsuccessful");
  });

  test("may be that nobody answered", async () => {
    const platformCall = makePlatformCall({ ...someone(), direction: "outbound" });
    expect(await platforms[name].deliver(webhookOfUnansweredCall(name, platformCall))).toHaveStatus(200);
    const call = (await callOf(platformCall))!;
    expect(call).toMatchObject({ status: "failed", transcript: [], billable_minutes: 0, recording_status: "none" });
    expect(call.end_reason).toMatch(/answer/);
  });

  test("is kept as it came", async () => {
    const platformCall = makePlatformCall({
      ...someone(),
      agentName: `kept from ${name} verbatim`,
      id: `kept-from-${name}-verbatim`,
    });
    await platforms[name].report(platformCall);
    expect(storedOf(server, [platformCall.id])).toEqual([platformCall.id]);
  });

  test("is not lost for half a character, escaped or in bytes", async () => {
    const summary = "Fish \udc1f, \ud83d";
    const [turn, ...turns] = makePlatformCall().turns;
    const platformCall = makePlatformCall({
      ...someone(),
      summary,
      turns: [{ ...turn!, text: "Cut \ud83d\ude00\ud83d" }, ...turns],
    });
    // JSON.stringify escapes what has no other half.
    await platforms[name].report(platformCall);
    const call = (await callOf(platformCall))!;
    expect(call.summary).toBe("Fish \ufffd, \ufffd");
    expect(call.transcript[0]!.text).toBe("Cut \u{1f600}\ufffd");

    const inBytes = makePlatformCall({ ...someone(), summary: "Cut ?? here" });
    for (const webhook of webhooksOf(name, inBytes)) {
      const bytes = Buffer.from(JSON.stringify(webhook));
      const at = bytes.indexOf("?? here"); // the summary comes last
      if (at >= 0) bytes.set([0xed, 0xa0], at);
      expect(await platforms[name].deliver(bytes)).toHaveStatus(200);
    }
    expect((await callOf(inBytes))!.summary).toBe("Cut \ufffd\ufffd here");
  });

  test("may come again, and changes nothing", async () => {
    const platformCall = makePlatformCall(someone());
    await platforms[name].report(platformCall);
    const before = await callOf(platformCall);
    await platforms[name].report(platformCall);
    await platforms[name].report(platformCall);
    expect(await callOf(platformCall)).toEqual(before);
  });

  test("may come many times at once, and is one call", async () => {
    const platformCall = makePlatformCall(someone());
    const deliveries = webhooksOf(name, platformCall);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => platforms[name].deliver(deliveries[index % deliveries.length]!)),
    );
    for (const answer of answers) expect(answer).toHaveStatus(200);
    expect((await callOf(platformCall))!.transcript).toHaveLength(platformCall.turns.length);
  });

  test("may come in any order, and is the same call in the end", async () => {
    const straight = makePlatformCall(someone());
    const reversed = makePlatformCall({ ...someone(), startedAt: straight.startedAt });
    await platforms[name].report(straight);
    for (const delivery of webhooksOf(name, reversed).reverse()) {
      expect(await platforms[name].deliver(delivery)).toHaveStatus(200);
    }
    const ofItsOwn = { id: "", from_number: "" };
    expect({ ...(await callOf(reversed))!, ...ofItsOwn }).toEqual({ ...(await callOf(straight))!, ...ofItsOwn });
  });

  test("is seen by members who have the agent and by nobody else", async () => {
    const platformCall = makePlatformCall(someone());
    await platforms[name].report(platformCall);
    const [inside, outside] = [await cast.member({ agents: ["Reception"] }), await cast.member({ agents: ["Sales"] })];
    const { id } = (await callOf(platformCall))!;
    expect(await inside.get(`/calls/${id}`)).toHaveStatus(200);
    expect(await outside.get(`/calls/${id}`)).toBeRefused(404, "not_found");
  });

  test("is nothing to the agent of another connection that happens to have the same name there", async () => {
    const another = await Platform.connect(cast.ada, name);
    const platformCall = makePlatformCall(someone());
    await another.report(platformCall);
    expect(await callOf(platformCall)).toBeUndefined();
  });

  test("is counted as the connection's last event", async () => {
    const another = await Platform.connect(cast.ada, name);
    const shown = async () => (await cast.ada.get(`/connections/${another.connection.id}`)).body;
    expect((await shown()).last_event_at).toBeNull();
    await another.report(makePlatformCall(someone()));
    expect(Date.now() - Date.parse((await shown()).last_event_at!)).toBeLessThan(60_000);
    expect((await shown()).last_error).toBeNull();
  });
});

describe("a call that goes on", () => {
  test.each([
    ["vapi", vapi.statusUpdate, vapi.endOfCallReport],
    ["retell", retell.callStarted, retell.callEnded],
  ] as const)("of %s is there at once, and ends when its end is told", async (name, beginning, end) => {
    const platformCall = makePlatformCall(someone());
    await platforms[name].deliver(beginning(platformCall));
    expect(await callOf(platformCall)).toMatchObject({ status: "ongoing", ended_at: null, duration_seconds: null });
    await platforms[name].deliver(end(platformCall));
    expect(await callOf(platformCall)).toMatchObject({ status: "ended", duration_seconds: 30 });
    await platforms[name].deliver(beginning(platformCall));
    expect((await callOf(platformCall))!.status).toBe("ended");
  });

  test("gets its summary when that is told", async () => {
    const platformCall = makePlatformCall(someone());
    await platforms.retell.deliver(retell.callEnded(platformCall));
    expect((await callOf(platformCall))!).toMatchObject({ summary: null, outcome: null });
    await platforms.retell.deliver(retell.callAnalyzed(platformCall));
    expect((await callOf(platformCall))!).toMatchObject({ summary: platformCall.summary, outcome: "successful" });
    await platforms.retell.deliver(retell.callEnded(platformCall));
    expect((await callOf(platformCall))!).toMatchObject({ summary: platformCall.summary, outcome: "successful" });
  });
});

describe("audio that comes apart", () => {
  test("may come after what was said, or before it", async () => {
    const [after, before] = [makePlatformCall(someone()), makePlatformCall(someone())];
    const deliver = (delivery: object) => platforms.elevenlabs.deliver(delivery);
    const audio = recorded("a-wrong-number.wav");
    await deliver(elevenlabs.postCallTranscription(after, true));
    await deliver(elevenlabs.postCallAudio(after, audio));
    await deliver(elevenlabs.postCallAudio(before, audio));
    await deliver(elevenlabs.postCallTranscription(before, true));
    for (const platformCall of [after, before]) {
      await expect
        .poll(async () => (await callOf(platformCall))!.recording_status, { timeout: 20_000 })
        .toBe("available");
      const { id } = (await callOf(platformCall))!;
      expect((await cast.ada.get(`/calls/${id}/recording`)).incoming.body.equals(audio)).toBe(true);
    }
  });

  test("that comes again is the same recording", async () => {
    const platformCall = makePlatformCall(someone());
    const audio = recorded("a-wrong-number.wav");
    for (let times = 0; times < 3; ++times) await platforms.elevenlabs.report(platformCall, audio);
    await expect
      .poll(async () => (await callOf(platformCall))!.recording_status, { timeout: 20_000 })
      .toBe("available");
  });
});

describe("a call of an agent that nobody entered", () => {
  const unknown = async (externalId: string) =>
    (await cast.ada.get("/unknown-agents", { limit: 200 })).body.items.find((item) => item.external_id === externalId);

  test.each(names)("of %s waits for an administrator, who assigns all of them in one step", async (name) => {
    const agent = `agent-of-${name}-that-nobody-knows`;
    const calls = [1, 2, 3].map(() => makePlatformCall({ ...someone(), agent, agentName: "Ferry line" }));
    for (const platformCall of calls) await platforms[name].report(platformCall);
    const eva = await cast.member({ agents: ["Sales"] });
    expect(await unknown(agent)).toMatchObject({
      connection_name: platforms[name].connection.name,
      platform: name,
      name: name === "vapi" ? null : "Ferry line",
      calls: 3,
    });
    for (const platformCall of calls) expect(await callOf(platformCall)).toBeUndefined();

    const { id } = (await unknown(agent))!;
    const sales = cast.agent("Sales").id;
    const assigned = await cast.ada.post(`/unknown-agents/${id}/assignment`, { agent_id: sales });
    expect(assigned.body).toEqual({ agent_id: sales, calls: 3 });
    expect(await unknown(agent)).toBeUndefined();
    for (const platformCall of calls) {
      const call = (await callOf(platformCall))!;
      expect(call.agent_name).toBe("Sales");
      expect((await eva.get(`/calls/${call.id}`)).body.transcript).toHaveLength(platformCall.turns.length);
    }
  });

  test("is that agent's from the next call on, and keeps what comes late", async () => {
    const agent = "agent-that-is-entered-in-between";
    const early = makePlatformCall({ ...someone(), agent });
    await platforms.retell.deliver(retell.callEnded(early));
    await platforms.retell.knows(cast.agent("Support"), agent);
    expect(await unknown(agent)).toBeUndefined();
    expect((await callOf(early))!).toMatchObject({ agent_name: "Support", summary: null });

    await platforms.retell.deliver(retell.callAnalyzed(early));
    expect((await callOf(early))!.summary).toBe(early.summary);
    const late = makePlatformCall({ ...someone(), agent });
    await platforms.retell.report(late);
    expect((await callOf(late))!.agent_name).toBe("Support");
  });

  test("is nothing that a member is told of", async () => {
    const agent = "agent-that-stays-unknown";
    await platforms.vapi.report(makePlatformCall({ ...someone(), agent }));
    const member = await cast.member({ companies: ["North", "South"] });
    expect(await member.get("/unknown-agents")).toBeRefused(403, "forbidden");
    const { id } = (await unknown(agent))!;
    const refused = await member.post(`/unknown-agents/${id}/assignment`, { agent_id: cast.agent("Sales").id });
    expect(refused).toBeRefused(403, "forbidden");
  });
});

test.each([
  ["vapi", { message: { type: "speech-update", status: "started", role: "assistant" } }],
  ["retell", { event: "transcript_updated", call: { call_id: "call-of-another-kind" } }],
  ["elevenlabs", { type: "answering_machine_detection", event_timestamp: 1, data: {} }],
] as const)("what %s says beside that is kept, and makes no call", async (name, delivery) => {
  const before = (await cast.ada.get("/calls", { limit: 200 })).body.items.length;
  expect(await platforms[name].deliver(delivery)).toHaveStatus(200);
  expect((await cast.ada.get("/calls", { limit: 200 })).body.items).toHaveLength(before);
});
