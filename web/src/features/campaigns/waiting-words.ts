/** What a campaign or one of its calls waits for. */
interface Wait {
  reason: string;
  /** RFC 3339; null where it is not known. */
  until: string | null;
  /** Whose hours are waited for. */
  time_zone: string | null;
}

/** The words before "until 9:00 in Lisbon". */
const reasonWords: Record<string, string> = {
  hours: "Outside hours",
  retry: "Waiting to try again",
  limit: "Limit of calls per day reached",
  number_busy: "The number is being called by another campaign",
  platform: "The platform accepts no more calls now",
  audience: "Contacts are being added",
  at_once: "Waiting for a call to end",
  not_callable: "Not callable now",
};

/** The words before "until", where they differ. */
const untilWords: Record<string, string> = {
  platform: "The platform accepts no more calls",
  not_callable: "Not callable",
};

/** The words before a time that ends the wait by itself. */
const momentWords: Record<string, string> = {
  start: "Starts",
  calls_per_hour: "Next call",
  number_busy: "The number is being called by another campaign. Next attempt",
};

/**
 * "Outside hours until 9:00 in Lisbon", "Waiting to try again until Monday 9:00". The hours of nobody in particular are
 * in the time zone of the account.
 */
export function describeWait({ reason, until, time_zone }: Wait, now: Date, accountZone?: string): string {
  const words = reasonWords[reason] ?? "Waiting";
  if (!until) return words;
  const moment = formatMoment(new Date(until), now, time_zone ?? accountZone);
  if (momentWords[reason]) return `${momentWords[reason]}: ${moment}`;
  const before = untilWords[reason] ?? words;
  return time_zone ? `${before} until ${moment} in ${getCity(time_zone)}` : `${before} until ${moment}`;
}

/** "Buenos Aires" for "America/Argentina/Buenos_Aires". */
export function getCity(timeZone: string): string {
  return timeZone.split("/").at(-1)!.replaceAll("_", " ");
}

/** "9:00" today, "Monday 9:00" within a week, else "3 Dec 9:00", in a time zone, or the browser's if it is unknown. */
function formatMoment(date: Date, now: Date, timeZone: string | undefined): string {
  const zone = isKnown(timeZone) ? timeZone : undefined;
  const parts = (of: Date) =>
    Object.fromEntries(
      new Intl.DateTimeFormat("en-GB", {
        timeZone: zone,
        weekday: "long",
        day: "numeric",
        month: "short",
        year: "numeric",
        hour: "2-digit",
        minute: "2-digit",
        hourCycle: "h23",
      })
        .formatToParts(of)
        .map(({ type, value }) => [type, value]),
    ) as Record<Intl.DateTimeFormatPartTypes, string>;
  const then = parts(date);
  const today = parts(now);
  const time = `${Number(then.hour)}:${then.minute}`;
  if (then.day === today.day && then.month === today.month && then.year === today.year) return time;
  const days = (date.getTime() - now.getTime()) / 86_400_000;
  return days >= 0 && days < 6 ? `${then.weekday} ${time}` : `${then.day} ${then.month} ${time}`;
}

function isKnown(timeZone: string | undefined): timeZone is string {
  try {
    return timeZone !== undefined && Boolean(new Intl.DateTimeFormat("en-GB", { timeZone }));
  } catch {
    return false;
  }
}
