import { Link } from "@tanstack/react-router";
import type { Connection } from "../../api/schema";
import rowLink from "../../components/table/row-link.module.css";
import type { TableColumn } from "../../components/table/table-column";
import { Moment } from "../../components/text/moment";
import { TwoLines } from "../../components/text/two-lines";
import { platformNames } from "../../shared/connections/platforms";
import { ConnectionState } from "./connection-state";

export const connectionColumns: TableColumn<Connection>[] = [
  {
    key: "name",
    title: "Name",
    sort: "name",
    width: "30%",
    onPhone: "first",
    cell: (connection) => (
      <TwoLines
        first={
          <Link to="/account/connections/$id" params={{ id: connection.id }} className={rowLink.link} data-row-link>
            {connection.name}
          </Link>
        }
        second={platformNames[connection.platform]}
      />
    ),
  },
  {
    key: "last_event_at",
    title: "Last event",
    width: "150px",
    cell: (connection) => <Moment at={connection.last_event_at} never="None yet" />,
  },
  { key: "state", title: "State", onPhone: "bare", cell: (connection) => <ConnectionState connection={connection} /> },
  {
    key: "created_at",
    title: "Created",
    sort: "created_at",
    firstDescending: true,
    width: "130px",
    onPhone: "hidden",
    cell: (connection) => <Moment at={connection.created_at} as="date" />,
  },
];
