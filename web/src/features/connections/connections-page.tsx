import { useQuery } from "@tanstack/react-query";
import { connectionsQuery } from "../../api/connections";
import type { Connection } from "../../api/schema";
import { Message } from "../../components/feedback/message";
import { RowLink } from "../../components/table/row-link";
import type { TableColumn } from "../../components/table/table-column";
import { Moment } from "../../components/text/moment";
import { TwoLines } from "../../components/text/two-lines";
import { platformNames } from "../../shared/connections/platforms";
import { ListTable } from "../../shared/list/list-table";
import { useListSearch } from "../../shared/list/use-list-search";
import { ProtectedPage } from "../../shared/session/protected-page";
import { useCan } from "../../shared/session/session-context";
import { ConnectionState } from "./connection-state";
import type { ConnectionsSearch } from "./connections-search";
import { CreateConnectionButton } from "./create-connection";
import { UnknownAgents } from "./unknown-agents";

/** The accounts at voice platforms from which calls arrive, and the agents there that nobody has assigned yet. */
export function ConnectionsPage() {
  const mayView = useCan("view_connections");
  const { search, sortBy } = useListSearch<ConnectionsSearch>();
  const connections = useQuery({ ...connectionsQuery(search), enabled: mayView });

  return (
    <ProtectedPage
      title="Connections"
      isAllowed={mayView}
      noAccess="Only administrators have access to connections."
      action={<CreateConnectionButton />}
    >
      <ListTable
        label="Connections"
        query={connections}
        columns={columns}
        search={search}
        defaultSort="name"
        onSort={sortBy}
        empty={
          <Message title="No connections yet">
            A connection is an account at Vapi, Retell or ElevenLabs. Create one, and add its webhook URL at the
            platform. Calls then appear here. Other systems can send calls with an API token.
          </Message>
        }
      />
      <UnknownAgents />
    </ProtectedPage>
  );
}

const columns: TableColumn<Connection>[] = [
  {
    key: "name",
    title: "Name",
    sort: "name",
    width: "30%",
    onPhone: "first",
    cell: (connection) => (
      <TwoLines
        first={
          <RowLink to="/account/connections/$id" params={{ id: connection.id }}>
            {connection.name}
          </RowLink>
        }
        second={platformNames[connection.platform]}
      />
    ),
  },
  {
    key: "last_event_at",
    title: "Last event",
    width: "150px",
    priority: 2,
    cell: (connection) => <Moment at={connection.last_event_at} never="None yet" />,
  },
  { key: "state", title: "Status", onPhone: "bare", cell: (connection) => <ConnectionState connection={connection} /> },
  {
    key: "created_at",
    title: "Created",
    sort: "created_at",
    firstDescending: true,
    width: "130px",
    priority: 3,
    onPhone: "hidden",
    cell: (connection) => <Moment at={connection.created_at} as="date" />,
  },
];
