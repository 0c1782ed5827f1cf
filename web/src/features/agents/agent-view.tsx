import type { Agent } from "../../api/schema";
import { permissionLabel } from "../../shared/members/permissions";
import styles from "./agent-page.module.css";
import { formatLanguage } from "./language";

/** An agent that the caller may view and not change. */
export function AgentView({ agent }: { agent: Agent }) {
  return (
    <>
      <p className={styles.viewOnly}>
        View only. To make changes, ask an administrator for “{permissionLabel("edit_agents")}”.
      </p>
      <dl className={styles.data}>
        <dt>Company</dt>
        <dd dir="auto">{agent.company_name}</dd>
        <dt>Greeting</dt>
        <dd dir="auto">{agent.greeting ?? "–"}</dd>
        {agent.prompt !== undefined && (
          <>
            <dt>Prompt</dt>
            <dd dir="auto">{agent.prompt ?? "–"}</dd>
          </>
        )}
        <dt>Voice</dt>
        <dd dir="auto">{agent.voice ?? "–"}</dd>
        <dt>Language</dt>
        <dd>{formatLanguage(agent.language) ?? "–"}</dd>
      </dl>
    </>
  );
}
