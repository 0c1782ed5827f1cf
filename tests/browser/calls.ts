import type { Schemas } from "../support/answer.ts";
import type { Locator, Page } from "../support/browser.ts";
import type { Cast } from "../support/cast.ts";

type CallFields = Partial<Omit<Schemas["CreateCall"], "agent_id">>;

const minute = 60_000;

/** A call of that agent, a minute long and ended well half an hour ago, unless `fields` say otherwise. */
export async function newCall(cast: Cast, agent: string, fields: CallFields = {}): Promise<Schemas["Call"]> {
  const started = Date.now() - 30 * minute;
  const call = {
    started_at: new Date(started).toISOString(),
    duration_seconds: 60,
    direction: "inbound",
    from_number: "+44 20 7946 0018",
    to_number: "+46 8 123 456",
    outcome: "successful",
    ...fields,
    agent_id: cast.agent(agent).id,
  } satisfies Schemas["CreateCall"];
  return (await cast.ada.post("/calls", call)).body;
}

/** The time `count` minutes ago, as `started_at`. */
export function minutesAgo(count: number): string {
  return new Date(Date.now() - count * minute).toISOString();
}

export const talk = [
  { role: "agent", text: "Good morning, North harbour.", start_seconds: 0, end_seconds: 2 },
  { role: "caller", text: "Have you a berth for a ketch?", start_seconds: 4, end_seconds: 7 },
  { role: "agent", text: "Berth fourteen is free.", start_seconds: 10, end_seconds: 12 },
] satisfies Schemas["CreateTurn"][];

export const callRows = (page: Page): Locator =>
  page.getByRole("table", { name: "Calls" }).locator("tbody").getByRole("row");

/** The list with one agent's calls only: other tests add calls of theirs to a shared server. */
export function callsOf(cast: Cast, agent: string, more = ""): string {
  return `/calls?agent_id=${cast.agent(agent).id}${more}`;
}
