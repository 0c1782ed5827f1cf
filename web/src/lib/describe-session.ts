import { describeBrowser } from "./describe-browser";
import { formatEvidence } from "./times";

/** For a label, unlike that of another session in the same browser: "Firefox on Windows, signed in 28 Nov 2026, 14:05:30". */
export function describeSession(session: { user_agent: string; created_at: string }, timeZone?: string): string {
  const signedIn = formatEvidence(new Date(session.created_at), timeZone);
  return `${describeBrowser(session.user_agent)}, signed in ${signedIn}`;
}
