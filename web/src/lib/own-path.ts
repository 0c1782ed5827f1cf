// Any address serves to read a path: only whether it leads away from there counts.
const base = "http://own.invalid";
// A browser reads "\" as "/", and skips tabs and line breaks.
const neverInPath = /[\\\p{Cc}]/u;
const otherHost = /^\/[/\\]/;

/**
 * The path of a page of Rollcall, with its query and fragment, from an address that came from outside: a link to this
 * page must not lead to another site. Undefined for anything else.
 */
export function readOwnPath(address: unknown): string | undefined {
  if (typeof address !== "string" || !address.startsWith("/") || neverInPath.test(address)) return undefined;
  if (!URL.canParse(address, base)) return undefined;
  const { origin, pathname, search, hash } = new URL(address, base);
  const decoded = decodePath(pathname);
  const isOwn = origin === base && decoded !== undefined && !otherHost.test(pathname) && !otherHost.test(decoded);
  return isOwn && !neverInPath.test(decoded) ? pathname + search + hash : undefined;
}

function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
