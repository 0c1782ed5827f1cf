import type { MailState } from "../../api/mail";
import type { Mail } from "../../api/schema";

const stateWords: Record<MailState, string> = {
  queued: "Waits",
  sent: "Sent",
  kept: "Kept here",
  failed: "Failed",
};

export const mailStates = Object.keys(stateWords) as MailState[];

export function wordsForState(state: MailState): string {
  return stateWords[state];
}

const kindWords: Record<Mail["kind"], string> = {
  invitation: "Invitation",
  password_reset: "Forgotten password",
};

export function wordsForKind(kind: Mail["kind"]): string {
  return kindWords[kind];
}

/** How often was tried, in words; nothing before the first time, and where once was enough. */
export function wordsForAttempts({ attempts, state }: Pick<Mail, "attempts" | "state">): string | null {
  if (attempts === 0 || (attempts === 1 && (state === "sent" || state === "kept"))) return null;
  return attempts === 1 ? "Tried once" : `Tried ${attempts} times`;
}
