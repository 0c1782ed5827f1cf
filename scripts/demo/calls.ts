import recordings from "../../fixtures/audio/recordings.json" with { type: "json" };
import type { PlatformName } from "../../tests/support/platforms/signatures.ts";
import type { Line, ToldCall } from "../../tests/support/platforms/told-call.ts";
import { Random } from "../../tests/support/random.ts";

/** Where the calls of an agent come from; Rollcall's API for an agent that has none of the three platforms. */
export const sources: Record<string, PlatformName | "api"> = {
  Reception: "vapi",
  Sales: "retell",
  Support: "elevenlabs",
  "Night desk": "api",
};

/** Nobody has entered this one: its calls wait for an administrator. */
export const unknownAgent = { id: "agent_ferry_line", name: "Ferry line", source: "retell" } as const;

/** What one call was recorded as, and cannot be had any more. */
const lost = "lost.mp3";

export interface PlannedCall extends ToldCall {
  source: PlatformName | "api";
  status: "ended" | "ongoing" | "failed";
  /** Of fixtures/audio; nothing where nobody recorded it. */
  file: string | undefined;
}

export const externalId = (agent: string) => `agent_${agent.toLowerCase().replaceAll(" ", "_")}`;

const day = 24 * 60 * 60 * 1000;
const agents = Object.keys(sources);
/** Out of ten calls; the Night desk is called by night. */
const share = ["Reception", "Reception", "Reception", "Reception", "Sales", "Sales", "Sales", "Support", "Support"];
const lines: Record<string, string> = {
  Reception: "+441632960100",
  Sales: "+441632960101",
  Support: "+46317401606",
  "Night desk": "+46317401607",
};

type Recording = (typeof recordings)[number];
const of = (agent: string): Recording[] => recordings.filter((recording) => recording.agent === agent);

/** Numbers that are set aside for stories. */
function customer(random: Random, agent: string): string {
  const digits = (count: number) => String(random.below(10 ** count)).padStart(count, "0");
  if (agent === "Support") return `+467017406${digits(2)}`;
  return random.chance(0.5) ? `+447700900${digits(3)}` : `+1202555${"01"}${digits(2)}`;
}

/** More in the week than at its end, more by day than by night, a little more from month to month. */
function moment(random: Random, agent: string, now: Date): Date {
  for (;;) {
    const at = new Date(now.getTime() - 90 * day * random.next() ** 1.2 - 20 * 60 * 1000);
    const hour = agent === "Night desk" ? (20 + random.below(10)) % 24 : 7 + random.below(12);
    at.setUTCHours(hour, random.below(60), random.below(60), 0);
    const weekend = [0, 6].includes(at.getUTCDay());
    const past = now.getTime() - at.getTime();
    if (past > 15 * 60 * 1000 && past < 90 * day && (!weekend || random.chance(0.4))) return at;
  }
}

/** What was not recorded is a longer talk: the same words, further apart. */
function stretched(said: Line[], factor: number): Line[] {
  return said.map((line) => ({
    ...line,
    start: line.start * factor,
    end: line.start * factor + line.end - line.start,
  }));
}

function planned(random: Random, number: number, agent: string, now: Date): PlannedCall {
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
    customer: customer(random, agent),
    line: lines[agent]!,
    startedAt: moment(random, agent, now),
    seconds,
    said: stretched(recording.lines as Line[], factor),
    summary: recording.summary,
    successful: recording.successful,
    cost: source === "api" ? undefined : Number(((seconds / 60) * price).toFixed(4)),
    recordingUrl: undefined,
    source,
    status: random.chance(0.06) ? "failed" : "ended",
    file: recorded ? recording.file : undefined,
  };
}

/** Those that have only just begun, one for each platform that tells of it. */
function ongoing(random: Random, number: number, agent: string, now: Date): PlannedCall {
  const startedAt = new Date(now.getTime() - random.between(20, 200) * 1000);
  return { ...planned(random, number, agent, now), startedAt, said: [], status: "ongoing", file: undefined };
}

function ofNobody(call: PlannedCall): PlannedCall {
  return {
    ...call,
    agent: unknownAgent.id,
    agentName: unknownAgent.name,
    source: unknownAgent.source,
    status: "ended",
  };
}

/** Some 300 calls of the 90 days before `now`, the oldest first; the same ones for the same `now`. */
export function plannedCalls(now: Date): PlannedCall[] {
  const random = new Random(20_261_124);
  const calls: PlannedCall[] = [];
  for (let number = 1; number <= 300; ++number) {
    const agent = number % 8 === 0 ? "Night desk" : random.pick(share);
    calls.push(planned(random, number, agent, now));
  }
  for (let number = 301; number <= 305; ++number) calls.push(ofNobody(planned(random, number, "Sales", now)));
  calls.find((call) => call.source === "retell" && call.status === "ended" && call.file !== undefined)!.file = lost;
  const live = agents.filter((agent) => sources[agent] === "vapi" || sources[agent] === "retell");
  live.forEach((agent, index) => calls.push(ongoing(random, 306 + index, agent, now)));
  return calls.sort((one, other) => one.startedAt.getTime() - other.startedAt.getTime());
}
