import { getStartOfDay } from "./days";

interface Days {
  from: string;
  to: string;
}

const longDay = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long" });
const month = new Intl.DateTimeFormat("en-GB", { month: "long" });

/** The days of last month that those of this month, until today, are compared with: "in the same period of October". */
export function describeSameDays(today: string, { from, to }: Days): string {
  const first = getStartOfDay(from);
  if (from === to) return `on ${longDay.format(first)}`;
  return `in ${to.slice(8) < today.slice(8) ? "all" : "the same period"} of ${month.format(first)}`;
}

/**
 * A figure beside an earlier one: "12 more than in the same period of October (340)". `when` is said of the earlier one;
 * `fewer` is "less" for what is measured.
 */
export function compare(
  now: number,
  before: number,
  when: string,
  format: (count: number) => string,
  fewer = "fewer",
): string {
  if (before === 0) return `None ${when}`;
  if (now === before) return `Same as ${when}`;
  const difference = format(Math.abs(now - before));
  return `${difference} ${now > before ? "more" : fewer} than ${when} (${format(before)})`;
}

/** The same days of the month before; all of it where it is shorter. */
export function getSameDaysOfLastMonth(today: string): Days {
  const [year, month, day] = today.split("-").map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1, 0));
  const prefix = last.toISOString().slice(0, 8);
  return { from: `${prefix}01`, to: `${prefix}${String(Math.min(day, last.getUTCDate())).padStart(2, "0")}` };
}
