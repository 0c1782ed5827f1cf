export interface SignInSearch {
  /** The page that was wanted. */
  next?: string;
  /** The session has ended while the page was in use. */
  ended?: "true";
}

export function readSignInSearch(raw: Record<string, unknown>): SignInSearch {
  const search: SignInSearch = {};
  if (isOwnPage(raw.next)) search.next = raw.next;
  if (raw.ended === "true") search.ended = "true";
  return search;
}

/** Only pages of ours: a link to the sign-in must not lead on to a stranger's site. */
function isOwnPage(next: unknown): next is string {
  return typeof next === "string" && /^\/(?![/\\])/.test(next) && !next.startsWith("/sign-in");
}
