import type { MemberFilter } from "../../api/members";

export const statusWords: Record<NonNullable<MemberFilter["status"]>, string> = {
  active: "Active",
  invited: "Invited",
  invitation_expired: "Invitation expired",
  suspended: "Suspended",
};

export const roleWords: Record<NonNullable<MemberFilter["role"]>, string> = {
  member: "Not an administrator",
  administrator: "Administrators",
};
