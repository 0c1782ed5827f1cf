import { Link } from "@tanstack/react-router";
import { latestAgentsSearch } from "./agents-search";
import styles from "../../components/back-link.module.css";

export function BackToAgents() {
  return (
    <Link to="/agents" search={latestAgentsSearch() as never} className={styles.back}>
      ← Agents
    </Link>
  );
}
