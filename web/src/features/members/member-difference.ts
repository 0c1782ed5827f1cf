import { permissions } from "../../shared/members/permissions";
import { isTicked } from "./agent-choice";
import type { MemberDraft } from "./member-draft";

/** One line of a difference. */
export type Difference =
  | { kind: "field"; label: string; before: string; after: string }
  /** `note` stands behind the names. */
  | { kind: "gained" | "lost"; names: string[]; note?: string }
  | { kind: "words"; text: string };

interface Known {
  agents: readonly { id: string; company_id: string; name: string }[];
  companies: readonly { id: string; name: string }[];
}

/** What a change means for a member, in the words of the page: what can be done and seen, by whatever way. */
export function differenceOf(before: MemberDraft, after: MemberDraft, known: Known): Difference[] {
  const lines: Difference[] = [];
  const field = (label: string, was: string, is: string) => {
    if (was !== is) lines.push({ kind: "field", label, before: was, after: is });
  };
  field("Name", before.name, after.name.trim());
  field("Job title", before.job_title, after.job_title.trim());

  if (after.administrator) {
    if (before.administrator) return lines;
    const note = ": all permissions, all agents, and Account > Members";
    return [...lines, { kind: "gained", names: ["Administrator"], note }];
  }
  if (before.administrator) lines.push({ kind: "lost", names: ["Administrator"] });
  return [...lines, ...inPermissions(before, after), ...inAgents(before, after, known)];
}

function inPermissions(before: MemberDraft, after: MemberDraft): Difference[] {
  return permissions.flatMap(({ name, label }): Difference[] => {
    const had = before.administrator || before.permissions[name];
    const has = after.permissions[name];
    return had === has ? [] : [{ kind: has ? "gained" : "lost", names: [label] }];
  });
}

function inAgents(before: MemberDraft, after: MemberDraft, { agents, companies }: Known): Difference[] {
  const seen = (draft: MemberDraft, agent: Known["agents"][number]) =>
    draft.administrator || isTicked(draft.agents, agent);
  const whole = (draft: MemberDraft, company: { id: string }) =>
    draft.administrator || draft.agents.companyIds.has(company.id);

  const gained = agents.filter((agent) => !seen(before, agent) && seen(after, agent));
  const lost = agents.filter((agent) => seen(before, agent) && !seen(after, agent));
  const given = companies.filter((company) => !whole(before, company) && whole(after, company));
  const taken = companies.filter((company) => whole(before, company) && !whole(after, company));

  const line = (kind: "gained" | "lost", things: readonly { name: string }[], note?: string): Difference[] =>
    things.length === 0 ? [] : [{ kind, names: things.map(({ name }) => name), ...(note && { note }) }];
  return [
    ...line("gained", gained),
    ...line("gained", given, ": agents added later"),
    ...line("lost", lost),
    ...line("lost", taken, ": agents added later"),
  ];
}
