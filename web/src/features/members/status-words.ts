import type { MemberSummary } from "../../api/schema";

/** What the status of a member is called. */
export function wordForStatus({ status, invitation }: Pick<MemberSummary, "status" | "invitation">): string {
  switch (status) {
    case "active":
      return "Active";
    case "suspended":
      return "Suspended";
    case "invited":
      return "Invited";
    case "invitation_expired":
      return invitation?.expires_at === null ? "Invitation revoked" : "Invitation expired";
  }
}
