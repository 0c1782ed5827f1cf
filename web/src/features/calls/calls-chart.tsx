import { useQuery } from "@tanstack/react-query";
import { callDaysQuery, type CallFilter } from "../../api/calls";
import type { CallsPerDay } from "../../api/schema";
import { countDays } from "../../lib/days";
import { CallBars, nameDays, type Bar } from "../../shared/calls/call-bars";
import styles from "./calls-page.module.css";
import { toBars } from "./calls-per-day";

/** Bars of calls per day, in the range of the filters. */
export function CallsChart({ filter }: { filter: CallFilter }) {
  const { data: counted, isError } = useQuery(callDaysQuery(filter));
  return (
    <section aria-label="Calls per day" className={styles.chart} hidden={isError && !counted}>
      {counted && (
        <CallBars getBars={(most) => toBars(counted, most)} describe={(bars) => describeRange(counted, bars)} />
      )}
    </section>
  );
}

/** "Calls per day, 30 Oct 2026 to 28 Nov 2026", and what is left out. */
function describeRange({ from, to, counted_from }: CallsPerDay, bars: Bar[]): string {
  const last = bars.at(-1);
  if (!last) return "Too many calls match to count them per day.";
  const days = countDays(last.from, last.to);
  const title = `Calls per ${days === 1 ? "day" : `${days} days`}, ${nameDays({ from, to })}`;
  return counted_from ? `${title}. Earlier days not shown (too many calls).` : title;
}
