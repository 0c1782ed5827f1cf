import type { MemberSummary } from "../../api/schema";

/** What can be done with a member of the list, by the API's names for it. */
export type MemberTask = MemberSummary["can"][number];

export type BeginTask = (task: MemberTask, member: MemberSummary) => void;
