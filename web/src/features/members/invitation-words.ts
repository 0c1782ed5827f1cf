import type { MemberSummary } from "../../api/schema";

type Delivery = NonNullable<MemberSummary["invitation"]>["delivery"];

/** How it stands with the mail of an invitation, and why. */
export function wordsForDelivery({ state, reason }: Pick<Delivery, "state" | "reason">): string {
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

/** Until when a link works: "1 Dec, 11:42". */
export function untilWhen(expiresAt: string): string {
  return minute.format(new Date(expiresAt));
}
