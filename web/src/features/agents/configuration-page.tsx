import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { agentQuery } from "../../api/agents";
import { configurationQuery } from "../../api/configurations";
import { Message } from "../../components/message";
import { Page } from "../../components/page";
import { QueryState } from "../../components/query-state";
import { SkeletonRows } from "../../components/skeleton-rows";
import styles from "../../components/back-link.module.css";
import { ConfigurationEditor } from "./configuration-editor";

/** All that an agent is made of, for who may use the advanced editor. */
export function ConfigurationPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const agent = useQuery(agentQuery(id));
  const configuration = useQuery(configurationQuery(id));
  const name = agent.data?.name;
  const back = (
    <Link to="/agents/$id" params={{ id }} className={styles.back}>
      ← <bdi>{name ?? "Agent"}</bdi>
    </Link>
  );
  return (
    <Page key={id} title="Advanced editor" above={back}>
      <QueryState
        query={configuration}
        skeleton={<SkeletonRows count={5} />}
        notFound={<Message title="No such agent">It does not exist, or it is not assigned to you.</Message>}
      >
        {(latest) => <ConfigurationEditor agentId={id} latest={latest} />}
      </QueryState>
    </Page>
  );
}
