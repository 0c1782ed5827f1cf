import type { Member, PermissionName, UpdateMember } from "../../api/schema";
import { rebaseDraft } from "../../lib/draft";
import { permissions } from "../../shared/members/permissions";
import { noAgents, toAssignments, type AgentChoice } from "./agent-choice";

/** The values of the form that edits a member. */
export interface MemberDraft {
  name: string;
  job_title: string;
  administrator: boolean;
  permissions: Record<PermissionName, boolean>;
  agents: AgentChoice;
}

/** The values of the form that invites a member. */
export interface InvitationDraft extends MemberDraft {
  email: string;
}

/** Grants nothing (M42) and assigns no agent (M43). */
export const emptyInvitation: InvitationDraft = {
  email: "",
  name: "",
  job_title: "",
  administrator: false,
  permissions: {
    edit_agents: false,
    use_advanced_editor: false,
    access_crm: false,
    view_billable_minutes: false,
    view_recordings: false,
  },
  agents: noAgents,
};

export function toDraft(member: Member): MemberDraft {
  return {
    name: member.name,
    job_title: member.job_title ?? "",
    administrator: member.role === "administrator",
    permissions: member.permissions,
    agents: { agentIds: new Set(member.agent_ids), companyIds: new Set(member.company_ids) },
  };
}

type Agents = Parameters<typeof toAssignments>[1];

/** The body of the update: without the fields that are unchanged. */
export function getChanges(base: MemberDraft, draft: MemberDraft, agents: Agents): UpdateMember {
  const changes: UpdateMember = {};
  if (draft.name.trim() !== base.name) changes.name = draft.name.trim();
  if (draft.job_title.trim() !== base.job_title) changes.job_title = draft.job_title.trim() || null;
  if (draft.administrator !== base.administrator) changes.role = draft.administrator ? "administrator" : "member";
  // The permissions and agents of an administrator are kept for when the role is taken away again.
  if (draft.administrator) return changes;

  const switched = permissions.filter(({ name }) => draft.permissions[name] !== base.permissions[name]);
  if (switched.length > 0) {
    changes.permissions = Object.fromEntries(switched.map(({ name }) => [name, draft.permissions[name]]));
  }
  const before = toAssignments(base.agents, agents);
  const after = toAssignments(draft.agents, agents);
  if (!haveSameIds(before.agent_ids, after.agent_ids)) changes.agent_ids = after.agent_ids;
  if (!haveSameIds(before.company_ids, after.company_ids)) changes.company_ids = after.company_ids;
  return changes;
}

function haveSameIds(one: string[], other: string[]): boolean {
  const ids = new Set(one);
  return one.length === other.length && other.every((id) => ids.has(id));
}

/** The changes of a draft, on top of what somebody else has saved since. */
export function rebaseMemberDraft(base: MemberDraft, draft: MemberDraft, saved: MemberDraft): MemberDraft {
  return {
    ...rebaseDraft(base, draft, saved).draft,
    permissions: rebaseDraft(base.permissions, draft.permissions, saved.permissions).draft,
    agents: {
      agentIds: rebaseIds(base.agents.agentIds, draft.agents.agentIds, saved.agents.agentIds),
      companyIds: rebaseIds(base.agents.companyIds, draft.agents.companyIds, saved.agents.companyIds),
    },
  };
}

type Ids = ReadonlySet<string>;

function rebaseIds(base: Ids, draft: Ids, saved: Ids): Ids {
  const ids = new Set(saved);
  for (const id of draft) if (!base.has(id)) ids.add(id);
  for (const id of base) if (!draft.has(id)) ids.delete(id);
  return ids;
}
