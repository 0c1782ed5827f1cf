import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { agentQuery } from "../../api/agents";
import { Message } from "../../components/feedback/message";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { BackLink } from "../../components/layout/back-link";
import { Page } from "../../components/layout/page";
import { QueryState } from "../../shared/requests/query-state";
import { getVisible } from "../../shared/requests/refusal";
import { useCan } from "../../shared/session/session-context";
import { AgentAccess } from "./agent-access";
import { AgentEditor } from "./agent-editor";
import styles from "./agent-page.module.css";
import { AgentView } from "./agent-view";
import { agentsMemory } from "./agents-search";
import { DeleteAgentSection } from "./delete-agent";
import { ExternalIds } from "./external-ids";

/** One agent. */
export function AgentPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const agent = useQuery(agentQuery(id));
  const mayViewConnections = useCan("view_connections");
  const mayViewAccess = useCan("view_members");
  const back = (
    <BackLink to="/agents" search={agentsMemory.latest() as never}>
      Agents
    </BackLink>
  );
  return (
    <Page key={id} title={getVisible(agent)?.name ?? "Agent"} above={back}>
      <QueryState
        query={agent}
        skeleton={<SkeletonRows count={5} />}
        notFound={<Message title="Agent not found">It does not exist, or it is not assigned to you.</Message>}
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
            {mayViewAccess && <AgentAccess agentId={id} />}
            {found.can.includes("delete") && <DeleteAgentSection agent={found} />}
          </>
        )}
      </QueryState>
    </Page>
  );
}
