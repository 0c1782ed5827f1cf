import type { Mail, MailState } from "../../api/schema";

export const mailStateWords = {
  queued: "Waits",
  sent: "Sent",
  kept: "Kept here",
  failed: "Failed",
} satisfies Record<MailState, string>;

export const mailKindWords = {
  invitation: "Invitation",
  password_reset: "Forgotten password",
} satisfies Record<Mail["kind"], string>;

/** How many attempts there were; null before the first one, and if one was enough. */
export function describeAttempts({ attempts, state }: Pick<Mail, "attempts" | "state">): string | null {
  if (attempts === 0 || (attempts === 1 && (state === "sent" || state === "kept"))) return null;
  return attempts === 1 ? "Tried once" : `Tried ${attempts} times`;
}
