/** The choices for how long a new token is valid, in days. */
export const lifetimeWords = {
  "30": "In 30 days",
  "90": "In 90 days",
  "365": "In a year",
  never: "Never",
};

export type Lifetime = `${keyof typeof lifetimeWords}`;

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
