import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { memberChangesQuery } from "../../api/members";
import type { Member, MemberDifference, UpdateMember } from "../../api/schema";
import { formatCount } from "../../lib/numbers";
import { permissions } from "../../shared/members/permissions";
import type { Difference } from "../../shared/requests/difference";
import { isTicked } from "./agent-choice";
import type { MemberDraft } from "./member-draft";

interface Known {
  agents: readonly { id: string; company_id: string; name: string }[];
  companies: readonly { id: string; name: string }[];
}

/** Which fields, permissions, agents and companies differ, as far as the member notices. */
export function listDifferences(before: MemberDraft, after: MemberDraft, known: Known): Difference[] {
  const lines: Difference[] = [];
  const compareField = (label: string, old: string, current: string) => {
    if (old !== current) lines.push({ kind: "field", label, before: old, after: current });
  };
  compareField("Name", before.name, after.name.trim());
  compareField("Job title", before.job_title, after.job_title.trim());

  if (after.administrator) {
    if (before.administrator) return lines;
    const note = ": all permissions, all agents, and Account > Members";
    return [...lines, { kind: "gained", names: ["Administrator"], note }];
  }
  if (before.administrator) lines.push({ kind: "lost", names: ["Administrator"] });
  return [...lines, ...comparePermissions(before, after), ...compareAgents(before, after, known)];
}

function comparePermissions(before: MemberDraft, after: MemberDraft): Difference[] {
  return permissions.flatMap(({ name, label }): Difference[] => {
    const had = before.administrator || before.permissions[name];
    const has = after.permissions[name];
    return had === has ? [] : [{ kind: has ? "gained" : "lost", names: [label] }];
  });
}

function compareAgents(before: MemberDraft, after: MemberDraft, { agents, companies }: Known): Difference[] {
  type Agent = Known["agents"][number];
  const hasAgent = (draft: MemberDraft, agent: Agent) => draft.administrator || isTicked(draft.agents, agent);
  const hasCompany = (draft: MemberDraft, { id }: { id: string }) =>
    draft.administrator || draft.agents.companyIds.has(id);
  const line = (kind: "gained" | "lost", items: readonly { name: string }[], note?: string): Difference[] =>
    items.length === 0 ? [] : [{ kind, names: items.map(({ name }) => name), ...(note && { note }) }];
  const later = ": agents added later";

  return [
    ...line("gained", findMissing(agents, hasAgent, before, after)),
    ...line("gained", findMissing(companies, hasCompany, before, after), later),
    ...line("lost", findMissing(agents, hasAgent, after, before)),
    ...line("lost", findMissing(companies, hasCompany, after, before), later),
  ];
}

/** The items that `one` does not have and `other` has. */
function findMissing<Item>(
  items: readonly Item[],
  has: (draft: MemberDraft, item: Item) => boolean,
  one: MemberDraft,
  other: MemberDraft,
): Item[] {
  return items.filter((item) => !has(one, item) && has(other, item));
}

/** The changes that decide which calls a member sees. */
type ScopeChanges = Pick<UpdateMember, "role" | "agent_ids" | "company_ids">;

/** The changes of a removal: the member sees no calls afterwards. */
export const emptyScope: ScopeChanges = { role: "member", agent_ids: [], company_ids: [] };

/** The scope changes among the changes; null if there are none. */
export function getScopeChanges({ role, agent_ids, company_ids }: UpdateMember): ScopeChanges | null {
  const changes: ScopeChanges = {
    ...(role !== undefined && { role }),
    ...(agent_ids !== undefined && { agent_ids }),
    ...(company_ids !== undefined && { company_ids }),
  };
  return Object.keys(changes).length > 0 ? changes : null;
}

/** Describes how many calls become visible and hidden: "1,240 calls become hidden". */
export function describeCallChanges({
  calls_shown: shown,
  calls_hidden: hidden,
}: Pick<MemberDifference, "calls_shown" | "calls_hidden">): string[] {
  const line = (count: number, state: string) =>
    count === 0 ? [] : [`${formatCount(count, "call")} ${count === 1 ? "becomes" : "become"} ${state}`];
  return [...line(shown, "visible"), ...line(hidden, "hidden")];
}

/** In milliseconds: agents are ticked one after the other. */
const pauseBeforeRequest = 250;

/** The calls that changes make visible and hidden, and what is to be said while that is not known. */
interface CallChanges {
  counts: string[];
  note: string | null;
}

/** Asks the server how many calls changes make visible and hidden; says nothing while there are no scope changes. */
export function useCallChanges(member: Pick<Member, "id" | "etag">, changes: UpdateMember): CallChanges {
  const wanted = JSON.stringify(getScopeChanges(changes));
  const [settled] = useDebouncedValue(wanted, pauseBeforeRequest);
  const requested = JSON.parse(settled) as ScopeChanges | null;
  const query = useQuery({ ...memberChangesQuery(member, requested ?? {}), enabled: requested !== null });
  if (wanted === "null") return { counts: [], note: null };
  if (wanted !== settled || query.isPending) return { counts: [], note: "Counting calls…" };
  if (query.isError) return { counts: [], note: "The number of calls could not be read." };
  return { counts: describeCallChanges(query.data), note: null };
}
