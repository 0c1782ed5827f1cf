import type { MemberSummary } from "../../api/schema";

/** What can be done with a member of the list, by the API's names for it; invitations are not on the page. */
export type MemberTask = Exclude<MemberSummary["can"][number], "send_invitation" | "revoke_invitation">;

export type BeginTask = (task: MemberTask, member: MemberSummary) => void;
