import type { Member, PermissionName, UpdateMember } from "../../api/schema";
import { permissions } from "../../shared/members/permissions";
import { asAssignments, type AgentChoice } from "./agent-choice";

/** What stands in the form of a member. */
export interface MemberDraft {
  name: string;
  job_title: string;
  administrator: boolean;
  permissions: Record<PermissionName, boolean>;
  agents: AgentChoice;
}

type Agents = Parameters<typeof asAssignments>[1];

export function draftOf(member: Member): MemberDraft {
  return {
    name: member.name,
    job_title: member.job_title ?? "",
    administrator: member.role === "administrator",
    permissions: member.permissions,
    agents: { agentIds: new Set(member.agent_ids), companyIds: new Set(member.company_ids) },
  };
}

/** Only what was changed is sent: what is absent stays. */
export function changesOf(base: MemberDraft, draft: MemberDraft, agents: Agents): UpdateMember {
  const changes: UpdateMember = {};
  if (draft.name.trim() !== base.name) changes.name = draft.name.trim();
  if (draft.job_title.trim() !== base.job_title) changes.job_title = draft.job_title.trim() || null;
  if (draft.administrator !== base.administrator) changes.role = draft.administrator ? "administrator" : "member";
  // Administrators may do everything. What was chosen before waits until they are members again.
  if (draft.administrator) return changes;

  const switched = permissions.filter(({ name }) => draft.permissions[name] !== base.permissions[name]);
  if (switched.length > 0) {
    changes.permissions = Object.fromEntries(switched.map(({ name }) => [name, draft.permissions[name]]));
  }
  const before = asAssignments(base.agents, agents);
  const after = asAssignments(draft.agents, agents);
  if (!sameIds(before.agent_ids, after.agent_ids)) changes.agent_ids = after.agent_ids;
  if (!sameIds(before.company_ids, after.company_ids)) changes.company_ids = after.company_ids;
  return changes;
}

/** What was changed here, put on top of what somebody else has saved meanwhile. */
export function rebase(base: MemberDraft, draft: MemberDraft, theirs: MemberDraft): MemberDraft {
  const pick = <Value>(before: Value, mine: Value, their: Value) => (mine === before ? their : mine);
  return {
    name: pick(base.name, draft.name, theirs.name),
    job_title: pick(base.job_title, draft.job_title, theirs.job_title),
    administrator: pick(base.administrator, draft.administrator, theirs.administrator),
    permissions: Object.fromEntries(
      permissions.map(({ name }) => [
        name,
        pick(base.permissions[name], draft.permissions[name], theirs.permissions[name]),
      ]),
    ) as MemberDraft["permissions"],
    agents: {
      agentIds: rebaseIds(base.agents.agentIds, draft.agents.agentIds, theirs.agents.agentIds),
      companyIds: rebaseIds(base.agents.companyIds, draft.agents.companyIds, theirs.agents.companyIds),
    },
  };
}

type Ids = ReadonlySet<string>;

function rebaseIds(base: Ids, mine: Ids, theirs: Ids): Ids {
  const ids = new Set(theirs);
  for (const id of mine) if (!base.has(id)) ids.add(id);
  for (const id of base) if (!mine.has(id)) ids.delete(id);
  return ids;
}

function sameIds(one: string[], other: string[]): boolean {
  const ids = new Set(one);
  return one.length === other.length && other.every((id) => ids.has(id));
}
