import { useQuery } from "@tanstack/react-query";
import { allConnectionsQuery } from "../../api/connections";
import { externalIdsQuery } from "../../api/unknown-agents";
import { platformNames } from "../../shared/connections/platforms";
import { useCan } from "../../shared/session/session-context";
import styles from "./agent-page.module.css";

const list = new Intl.ListFormat("en");

/** Says that what is saved or published here does not reach the agent at its voice platform. */
export function PlatformNote({ agentId }: { agentId: string }) {
  const mayViewConnections = useCan("view_connections");
  const ids = useQuery({ ...externalIdsQuery(agentId), enabled: mayViewConnections });
  const connections = useQuery({ ...allConnectionsQuery, enabled: mayViewConnections });
  if (!mayViewConnections) {
    return <p className={styles.quiet}>If this agent is at a voice platform, Rollcall does not change it there.</p>;
  }
  const connectionIds = new Set(ids.data?.items.map(({ connection_id }) => connection_id));
  const used = (connections.data ?? []).filter(({ id }) => connectionIds.has(id));
  if (used.length === 0) return null;
  const names = [...new Set(used.map(({ platform }) => platformNames[platform]))];
  return (
    <p className={styles.quiet}>
      Rollcall does not change the agent at {list.format(names)}. Make the same changes there.
    </p>
  );
}
