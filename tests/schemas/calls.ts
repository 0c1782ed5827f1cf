import conversations from "../../fixtures/conversations.json" with { type: "json" };
import { makePlatformCall, type PlatformCall } from "../../fixtures/platforms/platform-call.ts";
import { Random } from "../../fixtures/random.ts";
import type { Schemas } from "../support/answer.ts";

export type KeptCall = Omit<Schemas["CreateCall"], "agent_id"> & { agent: string; isRecorded: boolean };

const agents = ["Reception", "Sales", "Support", "Night desk"];

/** Two days, an end of a month between them, and times around midnight of the account's time zone. */
const times = ["2026-09-30T07:12:00Z", "2026-09-30T21:58:30Z", "2026-09-30T22:03:00Z", "2026-10-01T12:40:10Z"];

/** What programs send by the API: some for each agent at each time, the same each time. */
export function keptCalls(): KeptCall[] {
  const random = new Random(20_261_129);
  return times.flatMap((time, round) =>
    agents.map((agent, index) => {
      const { lines, summary, successful } = conversations[(round * agents.length + index) % conversations.length]!;
      const failed = round === 3 && index === 1;
      const started_at = new Date(Date.parse(time) + index * 60_000).toISOString().replace(".000Z", "Z");
      const from_number = `+4477009001${round}${index}`;
      const parties = { from_number, to_number: "+441632960100", direction: "inbound" as const };
      if (failed) {
        const end_reason = "no answer";
        return { agent, isRecorded: false, started_at, ...parties, status: "failed" as const, end_reason };
      }
      return {
        agent,
        isRecorded: round === 0,
        started_at,
        ...parties,
        duration_seconds: random.between(20, 400) + 0.5,
        cost_usd: random.between(1, 90) / 100,
        summary,
        outcome: successful ? ("successful" as const) : ("unsuccessful" as const),
        transcript: lines.map(([role, text]) => ({ role: role as "agent" | "caller", text: text! })),
      };
    }),
  );
}

/** What a platform reports of an agent that is known here, or of another one. */
export function platformCall(number: number, more: Partial<PlatformCall>): PlatformCall {
  const startedAt = new Date(Date.parse("2026-10-02T10:00:00Z") + number * 3_600_000);
  return makePlatformCall({ id: `kept-${number}`, startedAt, seconds: 90 + 7 * number, ...more });
}
