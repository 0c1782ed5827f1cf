import { twoDigits } from "./numbers";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const relativeWords = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** The formats of one time zone. */
interface Formats {
  clock: Intl.DateTimeFormat;
  dayOfThisYear: Intl.DateTimeFormat;
  dayOfAnyYear: Intl.DateTimeFormat;
  /** "24/11/2026". */
  digits: Intl.DateTimeFormat;
  shortName: Intl.DateTimeFormat;
  evidence: Intl.DateTimeFormat;
  exact: Intl.DateTimeFormat;
  name: string;
}

const formatsOfZones = new Map<string | undefined, Formats>();

/** The formats of a time zone; of the browser's without one, and where the browser does not know it. */
function getFormats(timeZone: string | undefined): Formats {
  const known = formatsOfZones.get(timeZone);
  if (known) return known;
  const create = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat("en-GB", { ...options, timeZone });
  try {
    const clock = create({ hour: "2-digit", minute: "2-digit" });
    const formats = {
      clock,
      dayOfThisYear: create({ day: "numeric", month: "short" }),
      dayOfAnyYear: create({ day: "numeric", month: "short", year: "numeric" }),
      digits: create({ day: "numeric", month: "numeric", year: "numeric" }),
      shortName: create({ timeZoneName: "short" }),
      evidence: create({
        day: "numeric",
        month: "short",
        year: "numeric",
        hour: "2-digit",
        minute: "2-digit",
        second: "2-digit",
        timeZoneName: "short",
      }),
      exact: create({ dateStyle: "full", timeStyle: "medium" }),
      name: clock.resolvedOptions().timeZone,
    };
    formatsOfZones.set(timeZone, formats);
    return formats;
  } catch {
    return getFormats(undefined);
  }
}

/** "24 Nov 2026". */
export function formatDate(date: Date, timeZone?: string): string {
  return getFormats(timeZone).dayOfAnyYear.format(date);
}

/** "just now", "5 minutes ago", "yesterday", "in 3 days"; after a week or more the day: "12 Nov 2026". */
export function formatTimeAgo(date: Date, now: Date, timeZone?: string): string {
  const past = now.getTime() - date.getTime();
  if (Math.abs(past) >= 7 * day + minute) return formatDate(date, timeZone);
  if (Math.abs(past) < minute) return "just now";
  // "Yesterday" and "tomorrow" are days of the calendar.
  if (Math.abs(past) >= day) {
    return relativeWords.format(getDay(date, timeZone).number - getDay(now, timeZone).number, "day");
  }
  const [length, unit] = Math.abs(past) < hour ? [minute, "minute" as const] : [hour, "hour" as const];
  return relativeWords.format(past > 0 ? -Math.floor(past / length) : Math.round(-past / length), unit);
}

/**
 * Day and time, in short: "Today, 14:05", "Yesterday, 09:12", "3 Nov, 16:40", "3 Nov 2025, 16:40". Where the clocks of the
 * reader show another time, with the name of the zone: "Today, 14:05 CET".
 */
export function formatDayAndTime(date: Date, now: Date, timeZone?: string): string {
  const { clock } = getFormats(timeZone);
  const words = `${describeDay(date, now, timeZone)}, ${clock.format(date)}`;
  return isReadersTime(date, timeZone) ? words : `${words} ${getZoneName(date, timeZone)}`;
}

/** For evidence: "28 Nov 2026, 14:05:30 CET". */
export function formatEvidence(date: Date, timeZone?: string): string {
  return getFormats(timeZone).evidence.format(date);
}

/**
 * The exact time with the name of the zone, and on a second line the same in the time of the reader, where that is
 * another one.
 */
export function describeExactly(date: Date, timeZone?: string): string {
  const here = getFormats(undefined);
  const there = getFormats(timeZone);
  const words = `${there.exact.format(date)} (${there.name})`;
  return isReadersTime(date, timeZone) ? words : `${words}\n${here.exact.format(date)} your time (${here.name})`;
}

/** Whether the clocks of the reader show the same time. */
function isReadersTime(date: Date, timeZone: string | undefined): boolean {
  return getFormats(timeZone).exact.format(date) === getFormats(undefined).exact.format(date);
}

/** "CET", "GMT-3". */
function getZoneName(date: Date, timeZone: string | undefined): string {
  return getFormats(timeZone)
    .shortName.formatToParts(date)
    .find(({ type }) => type === "timeZoneName")!.value;
}

function describeDay(date: Date, now: Date, timeZone: string | undefined): string {
  const { dayOfThisYear, dayOfAnyYear } = getFormats(timeZone);
  const then = getDay(date, timeZone);
  const today = getDay(now, timeZone);
  if (then.number === today.number) return "Today";
  if (then.number === today.number - 1) return "Yesterday";
  return (then.year === today.year ? dayOfThisYear : dayOfAnyYear).format(date);
}

/** The year, and a number that is one larger for each day. */
function getDay(date: Date, timeZone: string | undefined): { year: number; number: number } {
  const [dayOfMonth, month, year] = getFormats(timeZone).digits.format(date).split("/").map(Number) as [
    number,
    number,
    number,
  ];
  return { year, number: Date.UTC(year, month - 1, dayOfMonth) / day };
}

/** Seconds as on a clock: "0:42", "12:05", "1:02:07". */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return hours > 0 ? `${hours}:${twoDigits(minutes)}:${twoDigits(rest)}` : `${minutes}:${twoDigits(rest)}`;
}
