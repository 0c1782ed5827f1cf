import type { MemberSummary } from "../../api/schema";
import type { InvitationStart } from "./invitation-start";

/** What can be done with a member of the list: the API's names, and what is a way of its own in the page. */
export type MemberTask = MemberSummary["can"][number] | "take_link";

export interface BegunTask {
  task: MemberTask;
  member: MemberSummary;
  /** The invitation that a removal makes room for. */
  next?: InvitationStart;
}

export type BeginTask = (begun: BegunTask) => void;
