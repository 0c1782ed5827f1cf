import type { Activity } from "../../api/schema";
import { formatDay } from "../../lib/days";
import { CallBars } from "../../shared/calls/call-bars";
import styles from "./calls-per-day.module.css";
import home from "./home-page.module.css";

/** The calls of the last days as bars, of as many days as there is room for, and as a table of all. */
export function CallsPerDay({ days }: { days: Activity["days"] }) {
  if (days.every(({ calls }) => calls === 0)) return null;
  const bars = days.map(({ day, calls }) => ({ from: day, to: day, calls }));
  return (
    <section aria-labelledby="calls-per-day">
      <h2 id="calls-per-day" className={home.title}>
        Calls per day
      </h2>
      <CallBars getBars={(most) => bars.slice(-most)} />
      <details className={styles.table}>
        <summary>Show as a table</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col">Calls</th>
            </tr>
          </thead>
          <tbody>
            {[...days].reverse().map(({ day, calls }) => (
              <tr key={day}>
                <th scope="row">{formatDay(day)}</th>
                <td>{calls.toLocaleString("en")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}
