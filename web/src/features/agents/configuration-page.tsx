import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { agentQuery } from "../../api/agents";
import { configurationQuery } from "../../api/configurations";
import { Message } from "../../components/feedback/message";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { BackLink } from "../../components/layout/back-link";
import { Page } from "../../components/layout/page";
import { QueryState } from "../../shared/requests/query-state";
import { getVisible } from "../../shared/requests/refusal";
import { ConfigurationEditor } from "./configuration-editor";

/** The advanced editor: an agent's full configuration. */
export function ConfigurationPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const agent = useQuery(agentQuery(id));
  const configuration = useQuery(configurationQuery(id));
  const back = (
    <BackLink to="/agents/$id" params={{ id }}>
      <bdi>{getVisible(agent)?.name ?? "Agent"}</bdi>
    </BackLink>
  );
  return (
    <Page key={id} title="Advanced editor" above={back}>
      <QueryState
        query={configuration}
        skeleton={<SkeletonRows count={5} />}
        notFound={<Message title="Agent not found">It does not exist, or it is not assigned to you.</Message>}
      >
        {(latest) => <ConfigurationEditor agentId={id} latest={latest} />}
      </QueryState>
    </Page>
  );
}
