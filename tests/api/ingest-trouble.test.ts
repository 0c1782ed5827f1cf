import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast } from "../support/cast.ts";
import { memoryOf } from "../support/memory.ts";
import { Platform } from "../support/platform.ts";
import { webhooksOf } from "../../fixtures/platforms/webhooks.ts";
import * as elevenlabs from "../../fixtures/platforms/elevenlabs.ts";
import * as retell from "../../fixtures/platforms/retell.ts";
import { signatureHeaders, type PlatformName } from "../../fixtures/platforms/signatures.ts";
import { makePlatformCall, type PlatformCall } from "../../fixtures/platforms/platform-call.ts";
import * as vapi from "../../fixtures/platforms/vapi.ts";
import { sanitized, startServer, type Server } from "../support/server.ts";
import { storedOf } from "../support/stored.ts";
import { wav } from "../support/wav.ts";
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

let customers = 0;
const someone = () => ({ customerNumber: `+447700901${String(++customers).padStart(3, "0")}` });
const callOf = (platformCall: PlatformCall) => found(cast.ada, platformCall);
const problemOf = async (platform: Platform) =>
  (await cast.ada.get(`/connections/${platform.connection.id}`)).body.last_error?.message;

describe("a body that is signed", () => {
  test.each(["", "{", '{"message":', "no JSON", "\xff\xfe", '{"a":1}}', "[".repeat(5000)])(
    "and is %j, no JSON, is refused, and the administrator is told",
    async (body) => {
      const platform = await Platform.connect(cast.ada, "vapi");
      expect(await platform.deliver(Buffer.from(body, "latin1"))).toHaveStatus(400);
      expect(await problemOf(platform)).toMatch(/JSON/);
    },
  );

  test.each(["[]", "1", "null", '"text"', "{}", '{"message":null}', '{"event":5,"call":[]}', '{"type":{},"data":1}'])(
    "and is %j, which says nothing, is kept, and nothing else",
    async (body) => {
      for (const name of names) expect(await platforms[name].deliver(body)).toHaveStatus(200);
    },
  );

  test("and says the same thing twice differently has a clear end", async () => {
    const platformCall = makePlatformCall(someone());
    const body = JSON.stringify(retell.callEnded(platformCall)).replace("{", '{"event":"call_started",');
    const answer = await platforms.retell.deliver(body);
    expect([200, 400]).toContain(answer.status);
    expect((await callOf(platformCall)) !== undefined).toBe(answer.status === 200);
  });
});

/** What was told, with something of another type in place of what stands at that path. */
function distorted(delivery: object, path: string, value: unknown): object {
  const copy = structuredClone(delivery) as Record<string, unknown>;
  const steps = path.split(".");
  const last = steps.pop()!;
  const at = steps.reduce((node, step) => node[step] as Record<string, unknown>, copy);
  if (!(last in at)) throw new Error(`The delivery has no ${path}.`);
  at[last] = value;
  return copy;
}

const wrong = [null, true, -1, 1e300, "", "nonsense", [], [null, 1, "x", {}], {}, { deep: [[]] }];

describe("a field of the wrong type is left out, and the call is kept", () => {
  test.each([
    ["vapi", "message.cost", "cost_usd"],
    ["vapi", "message.startedAt", "duration_seconds"],
    ["vapi", "message.endedAt", "ended_at"],
    ["vapi", "message.endedReason", "end_reason"],
    ["vapi", "message.customer", "from_number"],
    ["vapi", "message.artifact", "transcript"],
    ["vapi", "message.artifact.messages", "transcript"],
    ["vapi", "message.analysis", "summary"],
    ["vapi", "message.analysis.summary", "summary"],
    ["vapi", "message.analysis.successEvaluation", "outcome"],
    ["vapi", "message.call.type", "direction"],
    ["retell", "call.start_timestamp", "started_at"],
    ["retell", "call.end_timestamp", "ended_at"],
    ["retell", "call.duration_ms", "duration_seconds"],
    ["retell", "call.transcript_object", "transcript"],
    ["retell", "call.call_cost", "cost_usd"],
    ["retell", "call.call_cost.combined_cost", "cost_usd"],
    ["retell", "call.call_analysis", "summary"],
    ["retell", "call.call_analysis.call_successful", "outcome"],
    ["retell", "call.disconnection_reason", "end_reason"],
    ["retell", "call.call_status", "status"],
    ["retell", "call.direction", "direction"],
    ["elevenlabs", "data.transcript", "transcript"],
    ["elevenlabs", "data.metadata", "duration_seconds"],
    ["elevenlabs", "data.metadata.call_duration_secs", "duration_seconds"],
    ["elevenlabs", "data.metadata.start_time_unix_secs", "started_at"],
    ["elevenlabs", "data.analysis", "summary"],
    ["elevenlabs", "data.analysis.call_successful", "outcome"],
    ["elevenlabs", "data.status", "status"],
    ["elevenlabs", "event_timestamp", "started_at"],
  ] as const)("%s: %s", async (name, path, field) => {
    const agent = (await cast.newAgent(`Agent for ${name} ${path}`, "North")).id;
    const external = await platforms[name].knows({ id: agent }, `agent-for-${path}`);
    for (const value of wrong) {
      const whole = webhooksOf(name, makePlatformCall({ ...someone(), agent: external })).at(-1)!;
      expect(await platforms[name].deliver(distorted(whole, path, value))).toHaveStatus(200);
    }
    const { items } = (await cast.ada.get("/calls", { agent_id: agent, limit: 200 })).body;
    expect(items).toHaveLength(wrong.length);
    for (const item of items) expect((await cast.ada.get(`/calls/${item.id}`)).body).toHaveProperty(field);
  });

  test("also deep in what was said: the turns that can be understood stay", async () => {
    const platformCall = makePlatformCall(someone());
    const delivery = retell.callEnded(platformCall);
    const [first, second] = delivery.call.transcript_object!;
    const broken = [first, 5, null, { role: "agent" }, { role: 1, content: "no role" }, { ...second, words: "none" }];
    expect(await platforms.retell.deliver(distorted(delivery, "call.transcript_object", broken))).toHaveStatus(200);
    const texts = (await callOf(platformCall))!.transcript.map((turn) => turn.text);
    expect(texts).toEqual([platformCall.turns[0]!.text, platformCall.turns[1]!.text]);
  });
});

describe("a body that breaks off", () => {
  test.each(names)("of %s leaves nothing", async (name) => {
    const platformCall = makePlatformCall({ ...someone(), id: `broken-off-at-${name}` });
    const body = JSON.stringify(webhooksOf(name, platformCall).at(-1));
    const headers = signatureHeaders[name](body, platforms[name].secret, new Date());
    await sendHalf(platforms[name].path, body, headers);
    expect(await callOf(platformCall)).toBeUndefined();
    expect(storedOf(server, [platformCall.id])).toEqual([]);
    expect(await platforms[name].deliver(body)).toHaveStatus(200);
    expect(await callOf(platformCall)).toBeDefined();
  });

  test("of a long one leaves no file", async () => {
    const platformCall = makePlatformCall({ ...someone(), id: "long-and-broken-off" });
    const body = JSON.stringify(elevenlabs.postCallAudio(platformCall, wav({ seconds: 300 })));
    const headers = signatureHeaders.elevenlabs(body, platforms.elevenlabs.secret, new Date());
    await sendHalf(platforms.elevenlabs.path, body, headers);
    await expect.poll(() => storedOf(server, [platformCall.id])).toEqual([]);
  });
});

/** Sends half of a body and hangs up. */
function sendHalf(path: string, body: string, headers: Record<string, string>): Promise<void> {
  const half = body.slice(0, body.length / 2);
  const { hostname, port } = new URL(server.address);
  return new Promise((gone) => {
    const length = { "Content-Length": String(Buffer.byteLength(body)), "Content-Type": "application/json" };
    const message = request({ host: hostname, port, path, method: "POST", headers: { ...headers, ...length } });
    message.on("error", () => gone());
    message.on("close", () => gone());
    message.write(half, () => setTimeout(() => message.destroy(), 100));
  });
}

describe("a large body", () => {
  const megabyte = 1024 * 1024;

  test("of 50 MB with audio is taken, and memory stays small", async () => {
    const platformCall = makePlatformCall(someone());
    const audio = wav({ seconds: 37 * 60 }); // 35 MB, 47 in base64
    const before = memoryOf(server);
    expect(await platforms.elevenlabs.deliver(elevenlabs.postCallAudio(platformCall, audio))).toHaveStatus(200);
    if (!sanitized) expect(memoryOf(server) - before).toBeLessThan(30 * megabyte);
    await platforms.elevenlabs.deliver(elevenlabs.postCallTranscription(platformCall, true));
    await expect
      .poll(async () => (await callOf(platformCall))!.recording_status, { timeout: 60_000 })
      .toBe("available");
    const { id } = (await callOf(platformCall))!;
    expect((await cast.ada.get(`/calls/${id}/recording`)).incoming.body.equals(audio)).toBe(true);
  });

  test("of 50 MB that a stranger sends is refused", async () => {
    const body = `{"type":"post_call_audio","data":{"full_audio":"${"A".repeat(50 * megabyte)}"}}`;
    const answer = platforms.elevenlabs.deliver(body, { secret: "another secret" });
    await expect(answer.then(({ status }) => status)).resolves.toBe(401);
  });

  test.each(["vapi", "retell"] as const)("of 50 MB from %s has a clear end", async (name) => {
    const platformCall = makePlatformCall({ ...someone(), summary: "long ".repeat(10 * megabyte) });
    const answer = await platforms[name].deliver(webhooksOf(name, platformCall).at(-1)!);
    expect([200, 413]).toContain(answer.status);
    expect((await callOf(platformCall)) !== undefined).toBe(answer.status === 200);
    expect(await cast.ada.get("/session")).toHaveStatus(200);
  });

  test("of more than 100 MB is too large", async () => {
    const body = `{"type":"post_call_audio","data":{"full_audio":"${"A".repeat(101 * megabyte)}"}}`;
    expect(await platforms.elevenlabs.deliver(body)).toBeRefused(413, "too_large");
  });
});

describe("audio that is none", () => {
  test.each([
    ["text", Buffer.from("This is no audio. ".repeat(100))],
    ["the first bytes of a recording", recorded("a-wrong-number.wav").subarray(0, 20)],
    ["noise", Buffer.from(Array.from({ length: 20_000 }, (_, index) => (index * 7919) % 251))],
  ])("but %s is told to the administrator, and the call stays", async (_, audio) => {
    const platform = await Platform.connect(cast.ada, "elevenlabs");
    await platform.knows(cast.agent("Reception"), makePlatformCall().agent);
    const platformCall = makePlatformCall(someone());
    await platform.deliver(elevenlabs.postCallTranscription(platformCall, true));
    await platform.deliver(elevenlabs.postCallAudio(platformCall, audio));
    await expect
      .poll(async () => (await callOf(platformCall))!.recording_status, { timeout: 20_000 })
      .toMatch(/failed|none/);
    const call = (await callOf(platformCall))!;
    expect(call.transcript).toHaveLength(platformCall.turns.length);
    expect(call.recording_problem ?? (await problemOf(platform))).toMatch(/audio|recording/i);
    expect(await cast.ada.get(`/calls/${call.id}/recording`)).toHaveStatus(404);
  });

  test("but nothing at all is no recording", async () => {
    const platformCall = makePlatformCall(someone());
    await platforms.elevenlabs.report(platformCall, Buffer.alloc(0));
    expect((await callOf(platformCall))!.recording_status).toBe("none");
  });

  test.each(["***", 5, null, ["AAAA"]])("but %j in place of base64 has a clear end", async (value) => {
    const platformCall = makePlatformCall(someone());
    await platforms.elevenlabs.deliver(elevenlabs.postCallTranscription(platformCall, true));
    const delivery = distorted(elevenlabs.postCallAudio(platformCall, Buffer.from("x")), "data.full_audio", value);
    expect([200, 400]).toContain((await platforms.elevenlabs.deliver(delivery)).status);
    expect((await callOf(platformCall))!.recording_status).not.toBe("available");
  });
});

describe("what was acknowledged", () => {
  test("is there after the power went, whenever it went", async () => {
    const own = await startServer();
    const its = await Cast.on(own);
    const from = {} as Record<PlatformName, Platform>;
    for (const name of names) {
      from[name] = await Platform.connect(its.ada, name);
      await from[name].knows(its.agent("Reception"), makePlatformCall().agent);
    }
    const acknowledged: string[] = [];
    for (let round = 0; round < 5; ++round) {
      const { port } = own;
      const deliver = async (name: PlatformName, number: number) => {
        const id = `call-of-round-${round}-${name}-${number}`;
        const delivery = webhooksOf(name, makePlatformCall({ id, customerNumber: id })).at(-1)!;
        const answer = await from[name].deliver(delivery).catch(() => undefined);
        if (answer?.status === 200) acknowledged.push(id);
      };
      const deliveries = Array.from({ length: 60 }, (_, number) => deliver(names[number % 3]!, number));
      await Promise.race(deliveries.slice(0, 1 + round * 5));
      await own.kill();
      await Promise.all(deliveries);
      await own.startAgain({ port });
    }
    const there = new Set<string | null>();
    let cursor: string | null = null;
    do {
      const page: { items: { from_number: string | null }[]; next_cursor: string | null } = (
        await its.ada.get("/calls", { limit: 200, ...(cursor === null ? {} : { cursor }) })
      ).body;
      for (const call of page.items) there.add(call.from_number);
      cursor = page.next_cursor;
    } while (cursor !== null);
    expect(acknowledged.length).toBeGreaterThanOrEqual(5);
    expect(acknowledged.filter((id) => !there.has(id))).toEqual([]);
    await own.stop();
  });
});

test("a delivery of a call that has gone on reaches nobody who is not to see it", async () => {
  const platformCall = makePlatformCall(someone());
  await platforms.vapi.deliver(vapi.statusUpdate(platformCall));
  await platforms.vapi.deliver(vapi.endOfCallReport(platformCall));
  const layla = await cast.member();
  expect((await layla.get("/calls")).body.items).toEqual([]);
});
