import type { Schemas } from "../../support/answer.ts";
import type { Platform } from "../../support/platform.ts";
import { deliveriesOf, deliveryOfNoAnswer } from "../../support/platforms/deliveries.ts";
import * as elevenlabs from "../../support/platforms/elevenlabs.ts";
import * as retell from "../../support/platforms/retell.ts";
import { toldCall, type Line, type ToldCall } from "../../support/platforms/told-call.ts";
import * as vapi from "../../support/platforms/vapi.ts";
import { wav } from "../../support/wav.ts";
import type { Move } from "./member-moves.ts";
import { externalName, type Stage } from "./stage.ts";
import type { Agent, Call } from "./world.ts";

const vocabulary = ["anchor", "berth", "crane", "diesel", "estuary", "fender", "gangway", "harbour", "inlet", "jetty"];

function spoken(words: string[]): Line[] {
  return words.map((text, index) => ({ role: index % 2 ? "caller" : "agent", text, start: index, end: index + 0.9 }));
}

let customers = 0;

/** A call with words, a length and a cost of its own. */
function conversation(stage: Stage, agent: string): { told: ToldCall; words: string[] } {
  const { random } = stage;
  const words = [...new Set(Array.from({ length: 3 }, () => random.pick(vocabulary)))];
  const told = toldCall({
    agent,
    agentName: "An agent elsewhere",
    direction: random.pick(["inbound", "outbound", "web"]),
    customer: `+${String(++customers).padStart(12, "0")}`,
    startedAt: stage.moment(),
    seconds: random.between(1, 400),
    cost: random.chance(0.7) ? random.between(1, 90) / 100 : undefined,
    said: spoken(words),
  });
  return { told, words };
}

function known(platform: Platform, told: ToldCall, words: string[]): Omit<Call, "id" | "agent"> {
  return {
    status: "ended",
    direction: told.direction,
    startedAt: told.startedAt,
    seconds: told.seconds,
    // ElevenLabs does not say what its costs are in.
    cost: told.cost === undefined || platform.name === "elevenlabs" ? undefined : Math.round(told.cost * 1_000_000),
    words,
    audio: undefined,
  };
}

/** The id that a call got, which no answer to a platform says. */
async function idOf(stage: Stage, told: ToldCall): Promise<string> {
  const to = new Date(told.startedAt.getTime() + 1);
  const query = { from: told.startedAt.toISOString(), to: to.toISOString() };
  const { items } = (await stage.founder.client.get("/calls", query)).body;
  if (items.length !== 1) throw new Error(`${items.length} calls began at ${query.from}.`);
  return items[0]!.id;
}

const ingest: Move = async (stage) => {
  const [platform, agent] = [stage.random.pick(stage.platforms), stage.random.pick(stage.world.agents)];
  const { told, words } = conversation(stage, externalName(agent));
  const deliveries = deliveriesOf(platform.name, told);
  for (const delivery of stage.random.chance(0.3) ? deliveries.reverse() : deliveries) {
    void (await platform.deliver(delivery)).body;
  }
  stage.world.calls.push({ id: await idOf(stage, told), agent, ...known(platform, told, words) });
  return `${platform.name} tells of a call of ${agent.name}`;
};

const ingestBeginning: Move = async (stage) => {
  const platform = stage.random.pick(stage.platforms.filter(({ name }) => name !== "elevenlabs"));
  const agent = stage.random.pick(stage.world.agents);
  const { told, words } = conversation(stage, externalName(agent));
  const beginning = platform.name === "vapi" ? vapi.statusUpdate(told) : retell.callStarted(told);
  void (await platform.deliver(beginning)).body;
  const id = await idOf(stage, told);
  const unsaid = { status: "ongoing", seconds: undefined, cost: undefined, words: [] } as const;
  stage.world.calls.push({ id, agent, ...known(platform, told, words), ...unsaid, words: [] });
  stage.ongoing.set(id, { platform, told });
  return `${platform.name} tells that ${agent.name} has picked up`;
};

const ingestEnd: Move = async (stage) => {
  const [next] = stage.ongoing;
  if (!next) return undefined;
  const [id, { platform, told }] = next;
  for (const delivery of deliveriesOf(platform.name, told)) void (await platform.deliver(delivery)).body;
  const call = stage.world.calls.find((one) => one.id === id)!;
  const words = told.said.map((line) => line.text);
  Object.assign(call, known(platform, told, words));
  stage.ongoing.delete(id);
  return `${platform.name} tells how a call of ${call.agent.name} ended`;
};

const ingestNoAnswer: Move = async (stage) => {
  const retellOnly = stage.platforms.find(({ name }) => name === "retell")!;
  const agent = stage.random.pick(stage.world.agents);
  const { told } = conversation(stage, externalName(agent));
  void (await retellOnly.deliver(deliveryOfNoAnswer("retell", told))).body;
  const id = await idOf(stage, told);
  const nothing = { status: "failed", seconds: 0, cost: undefined } as const;
  stage.world.calls.push({ id, agent, ...known(retellOnly, told, []), ...nothing });
  return `nobody answered ${agent.name}`;
};

const ingestUnknown: Move = async (stage) => {
  const platform = stage.random.pick(stage.platforms);
  const externalAgent = `${stage.random.pick(["Ferry line", "Taxi boat"])} at ${platform.name}`;
  const { told, words } = conversation(stage, externalAgent);
  if (stage.world.entered.has(externalAgent)) return undefined;
  for (const delivery of deliveriesOf(platform.name, told)) void (await platform.deliver(delivery)).body;
  let waiting = stage.world.waiting.find((one) => one.externalAgent === externalAgent);
  if (!waiting) stage.world.waiting.push((waiting = { externalAgent, calls: [] }));
  waiting.calls.push(known(platform, told, words));
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
    const id = await idOf(stage, toldCall({ startedAt: call.startedAt }));
    stage.world.calls.push({ id, agent, ...call });
  }
  stage.world.waiting.shift();
  stage.world.entered.add(waiting.externalAgent);
  return `${waiting.externalAgent} is ${agent.name}, with ${calls} calls`;
};

const ownCall: Move = async (stage) => {
  const agent = stage.random.pick(stage.world.agents);
  const { told, words } = conversation(stage, "");
  const { id } = (
    await stage.administrator().client.post("/calls", {
      agent_id: agent.id,
      started_at: told.startedAt.toISOString(),
      duration_seconds: told.seconds,
      direction: told.direction,
      transcript: told.said.map(({ role, text }) => ({ role, text })),
      ...(told.cost === undefined ? {} : { cost_usd: told.cost }),
    } satisfies Schemas["CreateCall"])
  ).body;
  const cost = told.cost === undefined ? undefined : Math.round(told.cost * 1_000_000);
  const { startedAt, seconds, direction } = told;
  stage.world.calls.push({ id, agent, status: "ended", direction, startedAt, seconds, cost, words, audio: undefined });
  return `our own API tells of a call of ${agent.name}`;
};

/** A call with audio, which is there once the server has looked at it. */
export async function ingestAudio(stage: Stage, agent: Agent): Promise<string> {
  const platform = stage.platforms.find(({ name }) => name === "elevenlabs")!;
  const { told, words } = conversation(stage, externalName(agent));
  const audio = wav({ seconds: stage.random.between(1, 3) });
  void (await platform.deliver(elevenlabs.postCallTranscription(told, true))).body;
  void (await platform.deliver(elevenlabs.postCallAudio(told, audio))).body;
  const id = await idOf(stage, told);
  await isAvailable(stage, id);
  stage.world.calls.push({ id, agent, ...known(platform, told, words), audio: audio.length });
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
  [4, ownCall],
  [1, audioComes],
];
