import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { usageQuery } from "../../api/usage";
import { dayOf } from "../../lib/days";
import { costText, counted, minutesText } from "../../lib/numbers";
import styles from "./home-page.module.css";

/** This month's billable minutes, for who may view them. */
export function MinutesThisMonth() {
  const today = dayOf(new Date());
  const usage = useQuery(usageQuery({ from: `${today.slice(0, 7)}-01`, to: today, by: "company" }));
  const total = usage.data?.total;
  return (
    <section aria-labelledby="minutes">
      <h2 id="minutes" className={styles.title}>
        Billable minutes this month
      </h2>
      <p className={styles.figure}>{total ? minutesText(total.billable_minutes) : usage.isError ? "–" : "\u00a0"}</p>
      <p className={styles.quiet}>
        {total && (
          <>
            {counted(total.calls, "call")}
            {total.cost_usd !== null && `, ${costText(total.cost_usd)}`}.{" "}
          </>
        )}
        <Link to="/usage">Usage</Link>
      </p>
    </section>
  );
}
