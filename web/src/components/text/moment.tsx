import { useSyncExternalStore } from "react";
import { describeExactly, formatDate, formatDayAndTime, formatEvidence, formatTimeAgo } from "../../lib/times";
import { everyMinute } from "./every-minute";
import { useTimeZone } from "./time-zone";

/**
 * `ago`: how long ago or in how long, up to a week, else the day. `date`: the day. `time`: day and time. `exact`: for
 * evidence, with seconds and the zone.
 */
type Form = "ago" | "date" | "time" | "exact";

interface Props {
  /** RFC 3339. */
  at: string | null;
  /** Shown if it never happened. */
  never?: string;
  as?: Form;
}

/**
 * A moment in words, in the time zone of the account. On hover: the exact time, the zone, and the time of the reader
 * where it is another one. Every time on the page is shown by this, and its words stay true while the page is open.
 */
export function Moment({ at, never = "Never", as = "ago" }: Props) {
  const timeZone = useTimeZone();
  // Only what has other words by now is rendered again.
  const words = useSyncExternalStore(everyMinute, () => at && formatMoment(new Date(at), as, timeZone));
  if (!at) return <>{never}</>;
  return (
    <time dateTime={at} title={describeExactly(new Date(at), timeZone)}>
      {words}
    </time>
  );
}

function formatMoment(date: Date, as: Form, timeZone: string | undefined): string {
  if (as === "date") return formatDate(date, timeZone);
  if (as === "exact") return formatEvidence(date, timeZone);
  return as === "time" ? formatDayAndTime(date, new Date(), timeZone) : formatTimeAgo(date, new Date(), timeZone);
}
