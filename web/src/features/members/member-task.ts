import type { MemberSummary } from "../../api/schema";

/** What can be done with a member of the list, by the API's names for it. */
export type MemberTask = Extract<MemberSummary["can"][number], "update" | "set_password" | "suspend" | "restore">;

export type BeginTask = (task: MemberTask, member: MemberSummary) => void;
