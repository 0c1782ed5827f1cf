import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { agentQuery } from "../../api/agents";
import { Message } from "../../components/feedback/message";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { Page } from "../../components/layout/page";
import { QueryState } from "../../shared/requests/query-state";
import { useCan } from "../../shared/session/session-context";
import { AgentEditor } from "./agent-editor";
import styles from "./agent-page.module.css";
import { AgentView } from "./agent-view";
import { BackToAgents } from "./back-to-agents";
import { DeleteAgent } from "./delete-agent";
import { ExternalIds } from "./external-ids";

export function AgentPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const agent = useQuery(agentQuery(id));
  const mayViewConnections = useCan("view_connections");
  return (
    <Page key={id} title={agent.data?.name ?? "Agent"} above={<BackToAgents />}>
      <QueryState
        query={agent}
        skeleton={<SkeletonRows count={5} />}
        notFound={<Message title="No such agent">It does not exist, or it is not assigned to you.</Message>}
      >
        {(found) => (
          <>
            {found.can.includes("view_configuration") && (
              <Link to="/agents/$id/configuration" params={{ id }} className={styles.advanced}>
                Advanced editor
              </Link>
            )}
            {found.can.includes("update") ? <AgentEditor latest={found} /> : <AgentView agent={found} />}
            {mayViewConnections && <ExternalIds agentId={id} />}
            {found.can.includes("delete") && <DeleteAgent agent={found} />}
          </>
        )}
      </QueryState>
    </Page>
  );
}
