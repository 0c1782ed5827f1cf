import { formatDate, formatDayAndTime, formatTimeAgo, isLongAgo } from "../../lib/times";

interface Props {
  /** RFC 3339. */
  at: string | null;
  /** Shown if it never happened. */
  never?: string;
  /** `ago`: how long ago; `date`: the day; `time`: day and time. */
  as?: "ago" | "date" | "time";
}

const exact = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "short" });

/** A moment in words, with the exact time on hover. */
export function Moment({ at, never = "Never", as = "ago" }: Props) {
  if (!at) return <>{never}</>;
  const date = new Date(at);
  return (
    <time dateTime={at} title={exact.format(date)}>
      {formatMoment(date, new Date(), as)}
    </time>
  );
}

function formatMoment(date: Date, now: Date, as: "ago" | "date" | "time"): string {
  if (as === "time") return formatDayAndTime(date, now);
  return as === "date" || isLongAgo(date, now) ? formatDate(date) : formatTimeAgo(date, now);
}
