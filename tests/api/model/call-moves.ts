import type { Schemas } from "../../support/answer.ts";
import type { Platform } from "../../support/platform.ts";
import { webhooksOf, webhookOfUnansweredCall } from "../../../fixtures/platforms/webhooks.ts";
import * as elevenlabs from "../../../fixtures/platforms/elevenlabs.ts";
import * as retell from "../../../fixtures/platforms/retell.ts";
import { makePlatformCall, type Turn, type PlatformCall } from "../../../fixtures/platforms/platform-call.ts";
import * as vapi from "../../../fixtures/platforms/vapi.ts";
import { wav } from "../../support/wav.ts";
import type { Move } from "./member-moves.ts";
import { externalName, type Stage } from "./stage.ts";
import type { Agent, Call } from "./world.ts";

const vocabulary = ["anchor", "berth", "crane", "diesel", "estuary", "fender", "gangway", "harbour", "inlet", "jetty"];

function spoken(words: string[]): Turn[] {
  return words.map((text, index) => ({ role: index % 2 ? "caller" : "agent", text, start: index, end: index + 0.9 }));
}

let customers = 0;

/** A call with words, a length and a cost of its own. */
function conversation(stage: Stage, agent: string): { platformCall: PlatformCall; words: string[] } {
  const { random } = stage;
  const words = [...new Set(Array.from({ length: 3 }, () => random.pick(vocabulary)))];
  const platformCall = makePlatformCall({
    agent,
    agentName: "An agent elsewhere",
    direction: random.pick(["inbound", "outbound", "web"]),
    customerNumber: `+${String(++customers).padStart(12, "0")}`,
    startedAt: stage.moment(),
    seconds: random.between(1, 400),
    cost: random.chance(0.7) ? random.between(1, 90) / 100 : undefined,
    turns: spoken(words),
  });
  return { platformCall, words };
}

function known(platform: Platform, platformCall: PlatformCall, words: string[]): Omit<Call, "id" | "agent"> {
  return {
    status: "ended",
    direction: platformCall.direction,
    startedAt: platformCall.startedAt,
    seconds: platformCall.seconds,
    // ElevenLabs does not say what its costs are in.
    cost:
      platformCall.cost === undefined || platform.name === "elevenlabs"
        ? undefined
        : Math.round(platformCall.cost * 1_000_000),
    words,
    audio: undefined,
  };
}

/** The id that a call got, which no answer to a platform says. */
async function idOf(stage: Stage, platformCall: PlatformCall): Promise<string> {
  const to = new Date(platformCall.startedAt.getTime() + 1);
  const query = { from: platformCall.startedAt.toISOString(), to: to.toISOString() };
  const { items } = (await stage.founder.client.get("/calls", query)).body;
  if (items.length !== 1) throw new Error(`${items.length} calls began at ${query.from}.`);
  return items[0]!.id;
}

const ingest: Move = async (stage) => {
  const [platform, agent] = [stage.random.pick(stage.platforms), stage.random.pick(stage.world.agents)];
  const { platformCall, words } = conversation(stage, externalName(agent));
  const deliveries = webhooksOf(platform.name, platformCall);
  for (const delivery of stage.random.chance(0.3) ? deliveries.reverse() : deliveries) {
    void (await platform.deliver(delivery)).body;
  }
  stage.world.calls.push({ id: await idOf(stage, platformCall), agent, ...known(platform, platformCall, words) });
  return `${platform.name} tells of a call of ${agent.name}`;
};

const ingestBeginning: Move = async (stage) => {
  const platform = stage.random.pick(stage.platforms.filter(({ name }) => name !== "elevenlabs"));
  const agent = stage.random.pick(stage.world.agents);
  const { platformCall, words } = conversation(stage, externalName(agent));
  const beginning = platform.name === "vapi" ? vapi.statusUpdate(platformCall) : retell.callStarted(platformCall);
  void (await platform.deliver(beginning)).body;
  const id = await idOf(stage, platformCall);
  const unsaid = { status: "ongoing", seconds: undefined, cost: undefined, words: [] } as const;
  stage.world.calls.push({ id, agent, ...known(platform, platformCall, words), ...unsaid, words: [] });
  stage.ongoing.set(id, { platform, platformCall });
  return `${platform.name} tells that ${agent.name} has picked up`;
};

const ingestEnd: Move = async (stage) => {
  const [next] = stage.ongoing;
  if (!next) return undefined;
  const [id, { platform, platformCall }] = next;
  for (const delivery of webhooksOf(platform.name, platformCall)) void (await platform.deliver(delivery)).body;
  const call = stage.world.calls.find((one) => one.id === id)!;
  const words = platformCall.turns.map((line) => line.text);
  Object.assign(call, known(platform, platformCall, words));
  stage.ongoing.delete(id);
  return `${platform.name} tells how a call of ${call.agent.name} ended`;
};

const ingestNoAnswer: Move = async (stage) => {
  const retellOnly = stage.platforms.find(({ name }) => name === "retell")!;
  const agent = stage.random.pick(stage.world.agents);
  const { platformCall } = conversation(stage, externalName(agent));
  void (await retellOnly.deliver(webhookOfUnansweredCall("retell", platformCall))).body;
  const id = await idOf(stage, platformCall);
  const nothing = { status: "failed", seconds: 0, cost: undefined } as const;
  stage.world.calls.push({ id, agent, ...known(retellOnly, platformCall, []), ...nothing });
  return `nobody answered ${agent.name}`;
};

const ingestUnknown: Move = async (stage) => {
  const platform = stage.random.pick(stage.platforms);
  const externalAgent = `${stage.random.pick(["Ferry line", "Taxi boat"])} at ${platform.name}`;
  const { platformCall, words } = conversation(stage, externalAgent);
  if (stage.world.entered.has(externalAgent)) return undefined;
  for (const delivery of webhooksOf(platform.name, platformCall)) void (await platform.deliver(delivery)).body;
  let waiting = stage.world.waiting.find((one) => one.externalAgent === externalAgent);
  if (!waiting) stage.world.waiting.push((waiting = { externalAgent, calls: [] }));
  waiting.calls.push(known(platform, platformCall, words));
  return `${platform.name} tells of a call of an agent that nobody knows`;
};

const assignUnknown: Move = async (stage) => {
  const [waiting] = stage.world.waiting;
  if (!waiting) return undefined;
  const agent = stage.random.pick(stage.world.agents);
  const { client } = stage.administrator();
  const { items } = (await client.get("/unknown-agents", { limit: 200 })).body;
  const unknown = items.find((item) => item.external_id === waiting.externalAgent)!;
  const { calls } = (await client.post(`/unknown-agents/${unknown.id}/assignment`, { agent_id: agent.id })).body;
  if (calls !== waiting.calls.length) throw new Error(`${calls} calls waited, not ${waiting.calls.length}.`);
  for (const call of waiting.calls) {
    const id = await idOf(stage, makePlatformCall({ startedAt: call.startedAt }));
    stage.world.calls.push({ id, agent, ...call });
  }
  stage.world.waiting.shift();
  stage.world.entered.add(waiting.externalAgent);
  return `${waiting.externalAgent} is ${agent.name}, with ${calls} calls`;
};

const createApiCall: Move = async (stage) => {
  const agent = stage.random.pick(stage.world.agents);
  const { platformCall, words } = conversation(stage, "");
  const { id } = (
    await stage.administrator().client.post("/calls", {
      agent_id: agent.id,
      started_at: platformCall.startedAt.toISOString(),
      duration_seconds: platformCall.seconds,
      direction: platformCall.direction,
      transcript: platformCall.turns.map(({ role, text }) => ({ role, text })),
      ...(platformCall.cost === undefined ? {} : { cost_usd: platformCall.cost }),
    } satisfies Schemas["CreateCall"])
  ).body;
  const cost = platformCall.cost === undefined ? undefined : Math.round(platformCall.cost * 1_000_000);
  const { startedAt, seconds, direction } = platformCall;
  stage.world.calls.push({ id, agent, status: "ended", direction, startedAt, seconds, cost, words, audio: undefined });
  return `our own API tells of a call of ${agent.name}`;
};

/** A call with audio, which is there once the server has looked at it. */
export async function ingestAudio(stage: Stage, agent: Agent): Promise<string> {
  const platform = stage.platforms.find(({ name }) => name === "elevenlabs")!;
  const { platformCall, words } = conversation(stage, externalName(agent));
  const audio = wav({ seconds: stage.random.between(1, 3) });
  void (await platform.deliver(elevenlabs.postCallTranscription(platformCall, true))).body;
  void (await platform.deliver(elevenlabs.postCallAudio(platformCall, audio))).body;
  const id = await idOf(stage, platformCall);
  await isAvailable(stage, id);
  stage.world.calls.push({ id, agent, ...known(platform, platformCall, words), audio: audio.length });
  return `${platform.name} tells of a call of ${agent.name}, with audio`;
}

async function isAvailable(stage: Stage, id: string) {
  for (let waited = 0; waited < 20_000; waited += 50) {
    const { recording_status } = (await stage.founder.client.get(`/calls/${id}`)).body;
    if (recording_status === "available") return;
    await new Promise((later) => setTimeout(later, 50));
  }
  throw new Error(`The recording of ${id} did not come.`);
}

const audioComes: Move = (stage) => ingestAudio(stage, stage.random.pick(stage.world.agents));

export const callMoves: [number, Move][] = [
  [9, ingest],
  [2, ingestBeginning],
  [2, ingestEnd],
  [1, ingestNoAnswer],
  [3, ingestUnknown],
  [1, assignUnknown],
  [4, createApiCall],
  [1, audioComes],
];
