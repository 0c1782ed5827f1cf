/** One thing that was said. Times are seconds from the beginning of the recording. */
export interface Line {
  role: "agent" | "caller";
  text: string;
  start: number;
  end: number;
}

/** A call as it was, before a platform tells of it in its own words. */
export interface ToldCall {
  /** Its id at the platform. */
  id: string;
  /** Its agent's id at the platform. */
  agent: string;
  agentName: string;
  direction: "inbound" | "outbound" | "web";
  /** The caller's number, or the called one's. */
  customer: string;
  /** The agent's. */
  line: string;
  startedAt: Date;
  /** From its connection to its end. */
  seconds: number;
  said: Line[];
  summary: string;
  successful: boolean;
  /** US dollars; nothing where the platform does not say. */
  cost: number | undefined;
  /** Where the platform keeps the audio. */
  recordingUrl: string | undefined;
}

const berth: Line[] = [
  { role: "agent", text: "Good morning, North harbour. How can I help?", start: 0, end: 2.6 },
  { role: "caller", text: "I am looking for a berth for next week.", start: 3.1, end: 5.4 },
  { role: "agent", text: "Berth fourteen is free from Monday.", start: 5.9, end: 8.2 },
];

let told = 0;

/** A call to Reception of a moment ago; each has an id of its own. */
export function toldCall(changes: Partial<ToldCall> = {}): ToldCall {
  const seconds = changes.seconds ?? 30;
  return {
    id: `call-${process.pid}-${++told}`,
    agent: "reception-at-the-platform",
    agentName: "Reception",
    direction: "inbound",
    customer: "+4520123456",
    line: "+4533119988",
    startedAt: new Date(Math.floor(Date.now() / 1000) * 1000 - seconds * 1000),
    seconds,
    said: berth,
    summary: "The caller asked for a berth and heard of number fourteen.",
    successful: true,
    cost: 0.12,
    recordingUrl: undefined,
    ...changes,
  };
}

export const endOf = (call: ToldCall) => new Date(call.startedAt.getTime() + call.seconds * 1000);
export const caller = (call: ToldCall) => (call.direction === "outbound" ? call.line : call.customer);
export const called = (call: ToldCall) => (call.direction === "outbound" ? call.customer : call.line);

/** What was said, as one text. */
export function spoken(call: ToldCall, agent: string, user: string): string {
  return call.said.map((line) => `${line.role === "agent" ? agent : user}: ${line.text}\n`).join("");
}
