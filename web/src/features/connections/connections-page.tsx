import { useQuery } from "@tanstack/react-query";
import { connectionsQuery } from "../../api/connections";
import { DataTable } from "../../components/data-table";
import { Message } from "../../components/message";
import { NoAccess } from "../../components/no-access";
import { Page } from "../../components/page";
import { useCan } from "../../components/session-context";
import { useListSearch } from "../../components/use-list-search";
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
      <DataTable
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
