import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import type { AgentSummary } from "../../api/schema";
import styles from "./home-page.module.css";

const mostNames = 6;

/** How many agents are mine, and the first of them by name. */
export function MyAgents({ agents }: { agents: AgentSummary[] }) {
  const more = agents.length - mostNames;
  return (
    <section aria-labelledby="my-agents">
      <h2 id="my-agents" className={styles.title}>
        Agents
      </h2>
      <p className={styles.figure}>{agents.length.toLocaleString("en")}</p>
      <p className={styles.quiet}>
        {agents.slice(0, mostNames).map(({ id, name }, index) => (
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
