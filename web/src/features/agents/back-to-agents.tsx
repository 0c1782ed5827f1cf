import { Link } from "@tanstack/react-router";
import styles from "./back-to-agents.module.css";

export function BackToAgents() {
  return (
    <Link to="/agents" className={styles.back}>
      ← Agents
    </Link>
  );
}
