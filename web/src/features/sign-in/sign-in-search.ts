export interface SignInSearch {
  /** The page to open after the sign-in. */
  next?: string;
  /** Whether the session has ended while the page was in use. */
  ended?: "true";
}

export function readSignInSearch(raw: Record<string, unknown>): SignInSearch {
  const search: SignInSearch = {};
  if (isOwnPage(raw.next)) search.next = raw.next;
  if (raw.ended === "true") search.ended = "true";
  return search;
}

/** A link to the sign-in must not redirect to another site. */
function isOwnPage(next: unknown): next is string {
  return typeof next === "string" && /^\/(?![/\\])/.test(next) && !next.startsWith("/sign-in");
}
