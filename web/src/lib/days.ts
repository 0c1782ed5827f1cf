import { twoDigits } from "./numbers";
import { formatDate } from "./times";

/** Calendar days without a time, as in addresses and in the API: "2026-11-24", in the time zone of the browser. */

const dayAndMonth = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const pattern = /^\d{4}-\d{2}-\d{2}$/;

export function toDay(date: Date): string {
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
}

/** The current day in another time zone; in the browser's if it does not know that one. */
export function getToday(timeZone: string, now = new Date()): string {
  try {
    // Swedes write days as these are: 2026-11-24.
    return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(now);
  } catch {
    return toDay(now);
  }
}

export function getStartOfDay(day: string): Date {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  return new Date(year, month - 1, date);
}

/** The first moment of a day in a time zone; in the browser's if it does not know that one. */
export function getStartOfDayIn(timeZone: string, day: string): Date {
  try {
    const midnight = Date.parse(`${day}T00:00:00Z`);
    // The offset is that of the day's beginning only if it does not change in between, hence twice.
    const guess = midnight - getOffset(timeZone, midnight);
    const start = midnight - getOffset(timeZone, guess);
    // Where clocks go forward at midnight, the day begins later, with the change.
    return new Date(getToday(timeZone, new Date(start)) < day ? Math.max(start, guess) : start);
  } catch {
    return getStartOfDay(day);
  }
}

/** How far clocks of a time zone are ahead of UTC at a moment, in milliseconds. */
function getOffset(timeZone: string, moment: number): number {
  const parts = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" }).formatToParts(moment);
  const name = parts.find(({ type }) => type === "timeZoneName")!.value;
  const [, sign, hours, minutes, seconds] = /([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(name) ?? [];
  if (!sign) return 0;
  const offset = Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds ?? 0) * 1_000;
  return sign === "-" ? -offset : offset;
}

export function addDays(day: string, count: number): string {
  const date = getStartOfDay(day);
  date.setDate(date.getDate() + count);
  return toDay(date);
}

/** The number of days from one to the other, including both. */
export function countDays(from: string, to: string): number {
  return Math.round((getStartOfDay(to).getTime() - getStartOfDay(from).getTime()) / 86_400_000) + 1;
}

/** The text if it is a valid day. */
export function readDay(raw: unknown): string | undefined {
  return typeof raw === "string" && pattern.test(raw) && toDay(getStartOfDay(raw)) === raw ? raw : undefined;
}

/** "24 Nov 2026". */
export function formatDay(day: string): string {
  return formatDate(getStartOfDay(day));
}

/** "8 Nov". */
export function formatShortDay(day: string): string {
  return dayAndMonth.format(getStartOfDay(day));
}
