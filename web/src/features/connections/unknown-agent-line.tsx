import { Button } from "@mantine/core";
import type { UnknownAgent } from "../../api/schema";
import { Moment } from "../../components/text/moment";
import { TwoLines } from "../../components/text/two-lines";
import { counted } from "../../lib/numbers";
import styles from "./unknown-agents.module.css";

interface Props {
  agent: UnknownAgent;
  onAssign: () => void;
}

export function UnknownAgentLine({ agent, onAssign }: Props) {
  const name = agent.name ?? agent.external_id;
  return (
    <li className={styles.agent}>
      <TwoLines first={name} second={agent.name ? agent.external_id : undefined} />
      <div className={styles.calls}>
        {counted(agent.calls, "call")} by <bdi>{agent.connection_name}</bdi>, the last{" "}
        <Moment at={agent.last_call_at} />
      </div>
      {agent.can.includes("assign") && (
        <Button variant="default" size="xs" onClick={onAssign} aria-label={`Assign ${name}`}>
          Assign
        </Button>
      )}
    </li>
  );
}
