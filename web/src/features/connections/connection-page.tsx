import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { connectionQuery } from "../../api/connections";
import backLink from "../../components/back-link.module.css";
import { Message } from "../../components/message";
import { NoAccess } from "../../components/no-access";
import { Page } from "../../components/page";
import { QueryState } from "../../components/query-state";
import { useCan } from "../../components/session-context";
import { SkeletonRows } from "../../components/skeleton-rows";
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
      above={
        <Link to="/account/connections" className={backLink.back}>
          ← Connections
        </Link>
      }
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
