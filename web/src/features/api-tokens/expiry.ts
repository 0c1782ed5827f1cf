export type Lifetime = "30" | "90" | "365" | "never";

/** The choices for how long a new token is valid, in days. */
export const lifetimes: { value: Lifetime; label: string }[] = [
  { value: "30", label: "In 30 days" },
  { value: "90", label: "In 90 days" },
  { value: "365", label: "In a year" },
  { value: "never", label: "Never" },
];

/** When a token that is created now expires, in the format of the API; null if it never expires. */
export function computeExpiry(lifetime: Lifetime, now: Date): string | null {
  if (lifetime === "never") return null;
  const dayInMilliseconds = 24 * 60 * 60 * 1000;
  return new Date(now.getTime() + Number(lifetime) * dayInMilliseconds).toISOString();
}

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });

export function describeExpiry(expiresAt: string | null, now: Date): string {
  if (expiresAt === null) return "Does not expire";
  const expiry = new Date(expiresAt);
  return `${expiry <= now ? "Expired" : "Expires"} on ${day.format(expiry)}`;
}
