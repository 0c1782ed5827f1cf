import recordings from "../../fixtures/audio/recordings.json" with { type: "json" };
import type { PlatformName } from "../../fixtures/platforms/signatures.ts";
import type { Turn, PlatformCall } from "../../fixtures/platforms/platform-call.ts";
import { Random } from "../../fixtures/random.ts";

/** The platform of each agent; "api" for calls that a program sends. */
export const sources: Record<string, PlatformName | "api"> = {
  Reception: "vapi",
  Sales: "retell",
  Support: "elevenlabs",
  "Night desk": "api",
};

/** Not assigned to an agent: its calls wait for an administrator. */
export const unknownAgent = { id: "agent_ferry_line", name: "Ferry line", source: "retell" } as const;

/** The recording of one call, which its host no longer has. */
const lost = "lost.mp3";

export interface PlannedCall extends PlatformCall {
  source: PlatformName | "api";
  status: "ended" | "ongoing" | "failed";
  /** In fixtures/audio; undefined if the call was not recorded. */
  file: string | undefined;
}

export const externalId = (agent: string) => `agent_${agent.toLowerCase().replaceAll(" ", "_")}`;

const day = 24 * 60 * 60 * 1000;
const agents = Object.keys(sources);
/** Agents of calls by day, as often as they are called. */
const share = ["Reception", "Reception", "Reception", "Reception", "Sales", "Sales", "Sales", "Support", "Support"];
/** The numbers from which agents call, and at which they are called. */
export const lines: Record<string, string> = {
  Reception: "+441632960100",
  Sales: "+441632960101",
  Support: "+46317401606",
  "Night desk": "+46317401607",
};

type Recording = (typeof recordings)[number];
const of = (agent: string): Recording[] => recordings.filter((recording) => recording.agent === agent);

/** Numbers that are reserved for fiction. */
function pickNumber(random: Random, agent: string): string {
  const digits = (count: number) => String(random.below(10 ** count)).padStart(count, "0");
  if (agent === "Support") return `+467017406${digits(2)}`;
  return random.chance(0.5) ? `+447700900${digits(3)}` : `+1202555${"01"}${digits(2)}`;
}

/** More calls on weekdays than at weekends, more by day than by night, a few more each month. */
function pickTime(random: Random, agent: string, now: Date): Date {
  for (;;) {
    const at = new Date(now.getTime() - 90 * day * random.next() ** 1.2 - 20 * 60 * 1000);
    const hour = agent === "Night desk" ? (20 + random.below(10)) % 24 : 7 + random.below(12);
    at.setUTCHours(hour, random.below(60), random.below(60), 0);
    const weekend = [0, 6].includes(at.getUTCDay());
    const past = now.getTime() - at.getTime();
    if (past > 15 * 60 * 1000 && past < 90 * day && (!weekend || random.chance(0.4))) return at;
  }
}

/** A call without a recording is longer: the same turns, further apart. */
function stretch(said: Turn[], factor: number): Turn[] {
  return said.map((line) => ({
    ...line,
    start: line.start * factor,
    end: line.start * factor + line.end - line.start,
  }));
}

function planCall(random: Random, number: number, agent: string, now: Date): PlannedCall {
  const recording = random.pick(of(agent));
  const source = sources[agent]!;
  const recorded = random.chance(0.55);
  const factor = recorded ? 1 : 2 + 8 * random.next();
  const seconds = Math.round(recording.seconds * factor);
  const price = 0.05 + 0.06 * random.next();
  return {
    id: `demo-${String(number).padStart(4, "0")}`,
    agent: externalId(agent),
    agentName: agent,
    direction: recording.direction as PlannedCall["direction"],
    customerNumber: pickNumber(random, agent),
    agentNumber: lines[agent]!,
    startedAt: pickTime(random, agent, now),
    seconds,
    turns: stretch(recording.lines as Turn[], factor),
    summary: recording.summary,
    successful: recording.successful,
    cost: source === "api" ? undefined : Number(((seconds / 60) * price).toFixed(4)),
    recordingUrl: undefined,
    source,
    status: random.chance(0.06) ? "failed" : "ended",
    file: recorded ? recording.file : undefined,
  };
}

/** Calls in progress, one for each platform that reports them. */
function planOngoingCall(random: Random, number: number, agent: string, now: Date): PlannedCall {
  const startedAt = new Date(now.getTime() - random.between(20, 200) * 1000);
  return { ...planCall(random, number, agent, now), startedAt, turns: [], status: "ongoing", file: undefined };
}

function moveToUnknownAgent(call: PlannedCall): PlannedCall {
  return {
    ...call,
    agent: unknownAgent.id,
    agentName: unknownAgent.name,
    source: unknownAgent.source,
    status: "ended",
  };
}

/** About 300 calls in the 90 days before `now`, the oldest first; always the same for one `now`. */
export function planCalls(now: Date): PlannedCall[] {
  const random = new Random(20_261_124);
  const calls: PlannedCall[] = [];
  for (let number = 1; number <= 300; ++number) {
    const agent = number % 8 === 0 ? "Night desk" : random.pick(share);
    calls.push(planCall(random, number, agent, now));
  }
  for (let number = 301; number <= 305; ++number)
    calls.push(moveToUnknownAgent(planCall(random, number, "Sales", now)));
  calls.find((call) => call.source === "retell" && call.status === "ended" && call.file !== undefined)!.file = lost;
  const live = agents.filter((agent) => sources[agent] === "vapi" || sources[agent] === "retell");
  live.forEach((agent, index) => calls.push(planOngoingCall(random, 306 + index, agent, now)));
  return calls.sort((one, other) => one.startedAt.getTime() - other.startedAt.getTime());
}
