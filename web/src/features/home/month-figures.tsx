import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Activity } from "../../api/schema";
import { usageQuery } from "../../api/usage";
import { compare, describeSameDays, getSameDaysOfLastMonth } from "../../lib/comparison";
import { formatMinutes } from "../../lib/numbers";
import { useToday } from "../../shared/session/use-today";
import styles from "./home-page.module.css";

interface FigureProps {
  id: string;
  title: string;
  /** A dash where it could not be read, an empty line while it is being read. */
  figure: string;
  children: React.ReactNode;
}

function Figure({ id, title, figure, children }: FigureProps) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className={styles.title}>
        {title}
      </h2>
      <p className={styles.figure}>{figure}</p>
      <p className={styles.quiet}>{children}</p>
    </section>
  );
}

const blank = "\u00a0";
const formatCalls = (count: number) => count.toLocaleString("en");

/** The calls of this month until today, beside those of the same days of last month. */
export function CallsThisMonth({ activity: { this_month, last_month } }: { activity: Activity }) {
  return (
    <Figure id="calls-this-month" title="Calls this month" figure={formatCalls(this_month.calls)}>
      {compare(this_month.calls, last_month.calls, describeSameDays(this_month.to, last_month), formatCalls)}
    </Figure>
  );
}

/** This month's billable minutes likewise, for members who may view them (M16). */
export function MinutesThisMonth() {
  const today = useToday();
  const lastMonth = getSameDaysOfLastMonth(today);
  const usage = useQuery(usageQuery({ from: `${today.slice(0, 8)}01`, to: today, by: "company" }));
  const before = useQuery(usageQuery({ ...lastMonth, by: "company" }));
  const minutes = usage.data?.total.billable_minutes;
  const minutesBefore = before.data?.total.billable_minutes;
  return (
    <Figure
      id="minutes"
      title="Billable minutes this month"
      figure={minutes === undefined ? (usage.isError ? "–" : blank) : formatMinutes(minutes)}
    >
      {minutes !== undefined && minutesBefore !== undefined && (
        <>{compare(minutes, minutesBefore, describeSameDays(today, lastMonth), formatMinutes, "less")} · </>
      )}
      <Link to="/usage">Usage</Link>
    </Figure>
  );
}
