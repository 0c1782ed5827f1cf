import { readOwnPath } from "../../lib/own-path";

export interface SignInSearch {
  /** The page to open after the sign-in. */
  next?: string;
  /** Whether the session has ended while the page was in use. */
  ended?: "true";
}

export function readSignInSearch(raw: Record<string, unknown>): SignInSearch {
  const search: SignInSearch = {};
  const next = readOwnPath(raw.next);
  if (next && !next.startsWith("/sign-in")) search.next = next;
  if (raw.ended === "true") search.ended = "true";
  return search;
}
