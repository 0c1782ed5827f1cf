import { twoDigits } from "./numbers";
import { formatDate } from "./times";

/** Calendar days without a time, as in addresses and in the API: "2026-11-24", in the time zone of the browser. */

const pattern = /^\d{4}-\d{2}-\d{2}$/;

export function toDay(date: Date): string {
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
}

/** The current day in another time zone; in the browser's if it does not know that one. */
export function getToday(timeZone: string, now = new Date()): string {
  try {
    const parts = new Intl.DateTimeFormat("en-GB", {
      timeZone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
    }).formatToParts(now);
    const part = (wanted: string) => parts.find(({ type }) => type === wanted)!.value;
    return `${part("year")}-${part("month")}-${part("day")}`;
  } catch {
    return toDay(now);
  }
}

export function getStartOfDay(day: string): Date {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  return new Date(year, month - 1, date);
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
