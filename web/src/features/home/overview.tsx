import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import type { AgentSummary } from "../../api/schema";
import { usageQuery } from "../../api/usage";
import { formatCost, formatCount, formatMinutes } from "../../lib/numbers";
import { useToday } from "../../shared/session/use-today";
import styles from "./home-page.module.css";

const maximumNames = 6;

/** The number of the member's agents, and the first of them by name. */
export function MyAgents({ agents }: { agents: AgentSummary[] }) {
  const more = agents.length - maximumNames;
  return (
    <section aria-labelledby="my-agents">
      <h2 id="my-agents" className={styles.title}>
        Agents
      </h2>
      <p className={styles.figure}>{agents.length.toLocaleString("en")}</p>
      <p className={styles.quiet}>
        {agents.slice(0, maximumNames).map(({ id, name }, index) => (
          <Fragment key={id}>
            {index > 0 && ", "}
            <Link to="/agents/$id" params={{ id }}>
              <bdi>{name}</bdi>
            </Link>
          </Fragment>
        ))}
        {more > 0 && (
          <>
            {" "}
            and <Link to="/agents">{more.toLocaleString("en")} more</Link>
          </>
        )}
      </p>
    </section>
  );
}

/** This month's billable minutes, for members who may view them (M16). */
export function MinutesThisMonth() {
  const today = useToday();
  const usage = useQuery(usageQuery({ from: `${today.slice(0, 7)}-01`, to: today, by: "company" }));
  const total = usage.data?.total;
  return (
    <section aria-labelledby="minutes">
      <h2 id="minutes" className={styles.title}>
        Billable minutes this month
      </h2>
      <p className={styles.figure}>{total ? formatMinutes(total.billable_minutes) : usage.isError ? "–" : "\u00a0"}</p>
      <p className={styles.quiet}>
        {total && (
          <>
            {formatCount(total.calls, "call")}
            {total.cost_usd !== null && `, ${formatCost(total.cost_usd)}`}.{" "}
          </>
        )}
        <Link to="/usage">Usage</Link>
      </p>
    </section>
  );
}
