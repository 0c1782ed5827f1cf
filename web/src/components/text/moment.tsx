import { describeExactly, formatDate, formatDayAndTime, formatEvidence, formatTimeAgo } from "../../lib/times";
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
 * where it is another one. Every time on the page is shown by this.
 */
export function Moment({ at, never = "Never", as = "ago" }: Props) {
  const timeZone = useTimeZone();
  if (!at) return <>{never}</>;
  const date = new Date(at);
  return (
    <time dateTime={at} title={describeExactly(date, timeZone)}>
      {formatMoment(date, as, timeZone)}
    </time>
  );
}

function formatMoment(date: Date, as: Form, timeZone: string | undefined): string {
  if (as === "date") return formatDate(date, timeZone);
  if (as === "exact") return formatEvidence(date, timeZone);
  return as === "time" ? formatDayAndTime(date, new Date(), timeZone) : formatTimeAgo(date, new Date(), timeZone);
}
