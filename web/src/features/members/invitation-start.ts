import { nothingChosen } from "./agent-choice";
import type { MemberDraft } from "./member-draft";

/** What stands in the form of an invitation at the beginning. */
export interface InvitationStart extends MemberDraft {
  email: string;
}

/** Nothing is granted unless it is switched on. */
export const emptyInvitation: InvitationStart = {
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
  agents: nothingChosen,
};
