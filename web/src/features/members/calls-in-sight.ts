import type { MemberDifference, UpdateMember } from "../../api/schema";
import { counted } from "../../lib/numbers";

/** What decides which calls a member sees. */
export type SightChanges = Pick<UpdateMember, "role" | "agent_ids" | "company_ids">;

/** The part of changes that decides it; nothing where none of them does. */
export function sightChangesOf({ role, agent_ids, company_ids }: UpdateMember): SightChanges | null {
  const changes: SightChanges = {
    ...(role !== undefined && { role }),
    ...(agent_ids !== undefined && { agent_ids }),
    ...(company_ids !== undefined && { company_ids }),
  };
  return Object.keys(changes).length > 0 ? changes : null;
}

/** Sees no calls any more. */
export const nothingInSight: SightChanges = { role: "member", agent_ids: [], company_ids: [] };

/** "1,240 calls become hidden": one line for each way that calls go. */
export function wordsForCalls(
  difference: Pick<MemberDifference, "calls_shown" | "calls_hidden"> | undefined,
): string[] {
  if (!difference) return [];
  const { calls_shown: shown, calls_hidden: hidden } = difference;
  const line = (count: number, what: string) =>
    count === 0 ? [] : [`${counted(count, "call")} ${count === 1 ? "becomes" : "become"} ${what}`];
  return [...line(shown, "visible"), ...line(hidden, "hidden")];
}
