import type { MemberFilter } from "../../api/members";
import type { MemberSummary } from "../../api/schema";

export const statusWords = {
  active: "Active",
  invited: "Invited",
  invitation_expired: "Invitation expired",
  suspended: "Suspended",
} satisfies Record<NonNullable<MemberFilter["status"]>, string>;

export const roleWords = {
  member: "Member",
  administrator: "Administrator",
} satisfies Record<NonNullable<MemberFilter["role"]>, string>;

export function describeStatus({ status, invitation }: Pick<MemberSummary, "status" | "invitation">): string {
  const isRevoked = status === "invitation_expired" && invitation?.expires_at === null;
  return isRevoked ? "Invitation revoked" : statusWords[status];
}

type Delivery = NonNullable<MemberSummary["invitation"]>["delivery"];

/** What became of the email of an open invitation; one that was handed over as a link is just an invitation. */
export function describeDelivery({ state, reason }: Pick<Delivery, "state" | "reason">): string {
  switch (state) {
    case "none":
      return "Invited";
    case "sent":
      return "Email sent";
    case "queued":
      return reason ? "Email delayed" : "Sending…";
    case "kept":
      return "Not sent (no mail server)";
    case "failed":
      return "Email failed";
  }
}
