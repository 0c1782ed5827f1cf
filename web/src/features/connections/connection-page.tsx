import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { connectionQuery } from "../../api/connections";
import { Message } from "../../components/feedback/message";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { BackLink } from "../../components/layout/back-link";
import { Page } from "../../components/layout/page";
import { QueryState } from "../../shared/requests/query-state";
import { NoAccess } from "../../shared/session/no-access";
import { useCan } from "../../shared/session/session-context";
import { ConnectionView } from "./connection-view";

/** One connection. */
export function ConnectionPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const mayView = useCan("view_connections");
  const connection = useQuery({ ...connectionQuery(id), enabled: mayView });

  return (
    <Page
      key={id}
      title={connection.data?.name ?? "Connection"}
      above={<BackLink to="/account/connections">Connections</BackLink>}
    >
      {mayView ? (
        <QueryState
          query={connection}
          skeleton={<SkeletonRows count={4} />}
          notFound={<Message title="No such connection">It was deleted.</Message>}
        >
          {(found) => <ConnectionView connection={found} />}
        </QueryState>
      ) : (
        <NoAccess>Connections are for administrators, and you are not one of them.</NoAccess>
      )}
    </Page>
  );
}
