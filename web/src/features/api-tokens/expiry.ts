/** The choices for how long a new token is valid, in days. */
export const lifetimeWords = {
  "30": "In 30 days",
  "90": "In 90 days",
  "365": "In a year",
};

export type Lifetime = `${keyof typeof lifetimeWords}`;

/** When a token that is created now expires, in the format of the API. */
export function computeExpiry(lifetime: Lifetime, now: Date): string {
  const dayInMilliseconds = 24 * 60 * 60 * 1000;
  return new Date(now.getTime() + Number(lifetime) * dayInMilliseconds).toISOString();
}
