import { Link } from "@tanstack/react-router";
import type { List } from "../../api/list";
import type { Activity, AgentSummary } from "../../api/schema";
import { TwoLines } from "../../components/text/two-lines";
import { formatCount } from "../../lib/numbers";
import { chooseAgents, shownAgents } from "./busiest-agents";
import styles from "./home-page.module.css";

interface Props {
  agents: List<AgentSummary>;
  activity: Activity;
  withCompany: boolean;
}

/** The busiest of the member's agents with their calls, and a link to all where there are more. */
export function MyAgents({ agents, activity, withCompany }: Props) {
  const total = agents.total ?? agents.items.length;
  const isMore = total > shownAgents;
  return (
    <section aria-labelledby="my-agents">
      <header className={styles.head}>
        <h2 id="my-agents" className={styles.title}>
          {isMore ? "Busiest agents" : "Agents"}
        </h2>
        {isMore && <Link to="/agents">All {total.toLocaleString("en")} agents</Link>}
      </header>
      <ul className={styles.list}>
        {chooseAgents(activity.agents, agents.items).map(({ id, name, company_name, calls }) => (
          <li key={id}>
            <TwoLines
              first={
                <Link to="/agents/$id" params={{ id }}>
                  {name}
                </Link>
              }
              second={withCompany && company_name}
            />
            <span className={styles.value}>{calls > 0 ? formatCount(calls, "call") : "No calls"}</span>
          </li>
        ))}
      </ul>
      <p className={styles.quiet}>Calls of the last {activity.days.length} days</p>
    </section>
  );
}
