import type { Mail, MailState } from "../../api/schema";

export const mailStateWords = {
  queued: "Queued",
  sent: "Sent",
  kept: "Not sent (no mail server)",
  failed: "Failed",
} satisfies Record<MailState, string>;

export const mailKindWords = {
  invitation: "Invitation",
  password_reset: "Password reset",
  new_device: "Sign-in from a new browser",
  password_changed: "Password changed",
  api_token_created: "New API token",
} satisfies Record<Mail["kind"], string>;

/** How many attempts there were; null before the first one, and if one was enough. */
export function describeAttempts({ attempts, state }: Pick<Mail, "attempts" | "state">): string | null {
  if (attempts === 0 || (attempts === 1 && (state === "sent" || state === "kept"))) return null;
  return attempts === 1 ? "Tried once" : `Tried ${attempts} times`;
}

interface Part {
  text: string;
  isLink: boolean;
}

const webAddress = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/;

/** Splits a text into its web addresses and the texts between them. */
export function splitLinks(text: string): Part[] {
  // `split` by a pattern with a group puts each match at an odd index.
  const parts = text.split(webAddress).map((part, index) => ({ text: part, isLink: index % 2 === 1 }));
  return parts.filter((part) => part.text !== "");
}
