import { useQuery } from "@tanstack/react-query";
import { connectionsQuery } from "../../api/connections";
import { Message } from "../../components/feedback/message";
import { Page } from "../../components/layout/page";
import { ListTable } from "../../shared/list/list-table";
import { useListSearch } from "../../shared/list/use-list-search";
import { NoAccess } from "../../shared/session/no-access";
import { useCan } from "../../shared/session/session-context";
import { connectionColumns } from "./connection-columns";
import type { ConnectionsSearch } from "./connections-search";
import { CreateConnectionButton } from "./create-connection-button";
import { UnknownAgents } from "./unknown-agents";

/** The accounts at voice platforms from which calls come, and the agents there that nobody has entered here. */
export function ConnectionsPage() {
  const mayView = useCan("view_connections");
  const { search, sortBy } = useListSearch<ConnectionsSearch>();
  const connections = useQuery({ ...connectionsQuery(search), enabled: mayView });

  if (!mayView) {
    return (
      <Page title="Connections">
        <NoAccess>Connections are for administrators, and you are not one of them.</NoAccess>
      </Page>
    );
  }
  return (
    <Page title="Connections" action={<CreateConnectionButton />}>
      <ListTable
        label="Connections"
        query={connections}
        columns={connectionColumns}
        search={search}
        defaultSort="name"
        onSort={sortBy}
        empty={
          <Message title="No connections yet">
            A connection is an account at Vapi, Retell or ElevenLabs. Create one, and give the platform its address:
            from then on each call appears here. A stack of your own sends its calls with an API token.
          </Message>
        }
      />
      <UnknownAgents />
    </Page>
  );
}
