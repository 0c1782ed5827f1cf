const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** "just now", "5 minutes ago", "yesterday", "12 days ago". */
export function relativeTime(date: Date, now: Date): string {
  const past = now.getTime() - date.getTime();
  if (past < minute) return "just now";
  if (past < hour) return words.format(-Math.floor(past / minute), "minute");
  if (past < day) return words.format(-Math.floor(past / hour), "hour");
  return words.format(-Math.floor(past / day), "day");
}

/** Whether to show the date and no longer the number of days. */
export function longAgo(date: Date, now: Date): boolean {
  return now.getTime() - date.getTime() > 30 * day;
}
