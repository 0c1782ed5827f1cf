import { twoDigits } from "./numbers";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const relativeWords = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const dayOfThisYear = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const dayOfAnyYear = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });

/** "24 Nov 2026". */
export function formatDate(date: Date): string {
  return dayOfAnyYear.format(date);
}

/** "just now", "5 minutes ago", "yesterday", "12 days ago". */
export function formatTimeAgo(date: Date, now: Date): string {
  const past = now.getTime() - date.getTime();
  if (past < minute) return "just now";
  if (past < hour) return relativeWords.format(-Math.floor(past / minute), "minute");
  if (past < day) return relativeWords.format(-Math.floor(past / hour), "hour");
  return relativeWords.format(-Math.floor(past / day), "day");
}

/** Whether to show the date and no longer the number of days. */
export function isLongAgo(date: Date, now: Date): boolean {
  return now.getTime() - date.getTime() > 30 * day;
}

/** Day and time, in short: "Today, 14:05", "Yesterday, 09:12", "3 Nov, 16:40", "3 Nov 2025, 16:40". */
export function formatDayAndTime(date: Date, now: Date): string {
  return `${describeDay(date, now)}, ${clock.format(date)}`;
}

function describeDay(date: Date, now: Date): string {
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  if (isSameDay(date, now)) return "Today";
  if (isSameDay(date, yesterday)) return "Yesterday";
  return (date.getFullYear() === now.getFullYear() ? dayOfThisYear : dayOfAnyYear).format(date);
}

function isSameDay(one: Date, other: Date): boolean {
  return one.toDateString() === other.toDateString();
}

/** Seconds as on a clock: "0:42", "12:05", "1:02:07". */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return hours > 0 ? `${hours}:${twoDigits(minutes)}:${twoDigits(rest)}` : `${minutes}:${twoDigits(rest)}`;
}
