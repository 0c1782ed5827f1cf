import { longAgo, relativeTime } from "./relative-time";

interface Props {
  /** RFC 3339. */
  at: string | null;
  /** What stands there when it never happened. */
  never?: string;
  /** `ago`: how long ago; `date`: the day. */
  as?: "ago" | "date";
}

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
const exact = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "short" });

/** A moment in words; the exact one shows on hovering. */
export function Moment({ at, never = "Never", as = "ago" }: Props) {
  if (!at) return <>{never}</>;
  const date = new Date(at);
  const now = new Date();
  const text = as === "date" || longAgo(date, now) ? day.format(date) : relativeTime(date, now);
  return (
    <time dateTime={at} title={exact.format(date)}>
      {text}
    </time>
  );
}
