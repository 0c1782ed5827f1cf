import type { MemberFilter } from "../../api/members";
import type { MemberSummary } from "../../api/schema";

export const statusWords = {
  active: "Active",
  invited: "Invited",
  invitation_expired: "Invitation expired",
  suspended: "Suspended",
} satisfies Record<NonNullable<MemberFilter["status"]>, string>;

export const roleWords = {
  member: "Not an administrator",
  administrator: "Administrators",
} satisfies Record<NonNullable<MemberFilter["role"]>, string>;

export function describeStatus({ status, invitation }: Pick<MemberSummary, "status" | "invitation">): string {
  const isRevoked = status === "invitation_expired" && invitation?.expires_at === null;
  return isRevoked ? "Invitation revoked" : statusWords[status];
}

type Delivery = NonNullable<MemberSummary["invitation"]>["delivery"];

/** The state of an invitation's email, and the reason. */
export function describeDelivery({ state, reason }: Pick<Delivery, "state" | "reason">): string {
  switch (state) {
    case "none":
      return "No mail";
    case "queued":
      return reason ? `Mail waits: ${reason}` : "Mail waits";
    case "sent":
      return "Mail sent";
    case "kept":
      return "Mail kept in the Outbox";
    case "failed":
      return reason ? `Mail failed: ${reason}` : "Mail failed";
  }
}

const minute = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

/** When a link expires: "1 Dec, 11:42". */
export function formatExpiry(expiresAt: string): string {
  return minute.format(new Date(expiresAt));
}
