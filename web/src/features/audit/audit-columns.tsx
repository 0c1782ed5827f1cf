import { Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { AuditEntry } from "../../api/schema";
import type { TableColumn } from "../../components/table/table-column";
import { Moment } from "../../components/text/moment";
import { actionWords, describeField } from "./audit-words";

interface FilterLinkProps {
  /** Null if the member or object has been deleted. */
  name: string | null;
  search: { actor_id: string } | { subject_id: string };
}

/** The name of a member or an object, as a link to the entries about it. */
function FilterLink({ name, search }: FilterLinkProps) {
  return (
    <Link to="/account/audit-log" search={search as never}>
      {name === null ? "No longer there" : <bdi>{name}</bdi>}
    </Link>
  );
}

export const auditColumns: TableColumn<AuditEntry>[] = [
  {
    key: "action",
    title: "What",
    onPhone: "first",
    cell: (entry) => (
      <>
        {actionWords[entry.action]}
        {entry.fields.length > 0 && (
          <Text size="sm" c="dimmed">
            {entry.fields.map(describeField).join(", ")}
          </Text>
        )}
      </>
    ),
  },
  {
    key: "subject",
    title: "To whom or what",
    cell: (entry) => <FilterLink name={entry.subject_name} search={{ subject_id: entry.subject_id }} />,
  },
  {
    key: "actor",
    title: "By",
    cell: (entry) => <FilterLink name={entry.actor_name} search={{ actor_id: entry.actor_id }} />,
  },
  {
    key: "happened_at",
    title: "When",
    sort: "happened_at",
    firstDescending: true,
    width: "150px",
    cell: (entry) => <Moment at={entry.happened_at} />,
  },
];
