import { Link } from "@tanstack/react-router";
import { latestAgentsSearch } from "./agents-search";
import styles from "./back-to-agents.module.css";

export function BackToAgents() {
  return (
    <Link to="/agents" search={latestAgentsSearch() as never} className={styles.back}>
      ← Agents
    </Link>
  );
}
