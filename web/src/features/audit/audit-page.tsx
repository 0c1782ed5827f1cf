import { Button, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { getAuditFile, auditQuery } from "../../api/audit";
import type { AuditEntry } from "../../api/schema";
import type { TableColumn } from "../../components/table/table-column";
import { Moment } from "../../components/text/moment";
import { FilterRow } from "../../shared/list/filter-row";
import { ListTable } from "../../shared/list/list-table";
import { NoMatches } from "../../shared/list/no-matches";
import { SelectFilter } from "../../shared/list/select-filter";
import { useListSearch } from "../../shared/list/use-list-search";
import { ProtectedPage } from "../../shared/session/protected-page";
import { useCan } from "../../shared/session/session-context";
import { auditFilters, type AuditSearch } from "./audit-search";
import { actionWords, describeField } from "../../shared/audit/audit-words";

export function AuditPage() {
  const mayView = useCan("view_audit_log");
  const { search, sortBy, filterBy, isFiltered, clearFilters } = useListSearch<AuditSearch>(auditFilters);
  const entries = useQuery({ ...auditQuery(search), enabled: mayView });

  return (
    <ProtectedPage
      title="Audit log"
      isAllowed={mayView}
      noAccess="The audit log is for administrators, and you are not one of them."
    >
      <FilterRow csv={getAuditFile(search)}>
        <SelectFilter
          label="What was done"
          any="Everything"
          words={actionWords}
          value={search.action}
          onChange={(action) => filterBy({ action })}
        />
        {isFiltered && (
          <Button variant="subtle" onClick={clearFilters}>
            Clear filters
          </Button>
        )}
      </FilterRow>
      <ListTable
        label="Audit log"
        query={entries}
        columns={columns}
        search={search}
        defaultSort="-happened_at"
        onSort={sortBy}
        empty={
          <NoMatches title="Nothing here" showAll="Show everything" onShowAll={clearFilters}>
            Nothing was done that fits these filters.
          </NoMatches>
        }
      />
    </ProtectedPage>
  );
}

const columns: TableColumn<AuditEntry>[] = [
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
    cell: (entry) =>
      entry.actor_kind === "stranger" ? (
        "Somebody not signed in"
      ) : entry.actor_kind === "command_line" ? (
        "The server's command line"
      ) : entry.actor_id === "" ? (
        "The server"
      ) : (
        <>
          <FilterLink name={entry.actor_name} search={{ actor_id: entry.actor_id }} />
          <LinkNote entry={entry} />
          {entry.actor_token_id !== null && <ByToken entry={entry} tokenId={entry.actor_token_id} />}
        </>
      ),
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

/** Says that somebody used the member's link, who need not have been the member, and from which address. */
function LinkNote({ entry }: { entry: AuditEntry }) {
  if (entry.actor_kind !== "link") return null;
  const address = entry.details[entry.actor_id]?.["address"];
  return (
    <Text size="sm" c="dimmed">
      by a link{typeof address === "string" && `, from ${address}`}
    </Text>
  );
}

/** The API token that did it, as a link to all that it did. */
function ByToken({ entry, tokenId }: { entry: AuditEntry; tokenId: string }) {
  const { actor_token_name: name, actor_token_prefix: prefix } = entry;
  return (
    <Text size="sm" c="dimmed">
      by API token{" "}
      <Link to="/account/audit-log" search={{ actor_token_id: tokenId } as never}>
        {name === null ? "that was revoked" : <bdi>{name}</bdi>}
        {prefix !== null && ` (${prefix}…)`}
      </Link>
    </Text>
  );
}

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
