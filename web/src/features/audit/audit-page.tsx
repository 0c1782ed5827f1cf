import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { getAuditFile, auditQuery } from "../../api/audit";
import type { AuditEntry } from "../../api/schema";
import type { TableColumn } from "../../components/table/table-column";
import { Moment } from "../../components/text/moment";
import { FilterChips } from "../../shared/list/filter-chips";
import { FilterPanel } from "../../shared/list/filter-panel";
import { FilterRow } from "../../shared/list/filter-row";
import { ListTable } from "../../shared/list/list-table";
import { NoMatches } from "../../shared/list/no-matches";
import { SelectFilter } from "../../shared/list/select-filter";
import { useListSearch } from "../../shared/list/use-list-search";
import { ProtectedPage } from "../../shared/session/protected-page";
import { useCan, useSession } from "../../shared/session/session-context";
import { ActorCell } from "../../shared/audit/actor-cell";
import { actionWords } from "../../shared/audit/audit-words";
import { AuditLink } from "../../shared/audit/audit-link";
import { EntryChanges } from "../../shared/audit/entry-changes";
import { DayFilter } from "../../shared/list/day-filter";
import {
  describeOtherFilters,
  filterByPerson,
  filterByTarget,
  getTargetName,
  isObjectAsPerson,
  readPerson,
  toAuditQuery,
} from "./audit-filters";
import { auditFilters, type AuditSearch } from "./audit-search";
import { PersonFilterFields } from "./person-filter";

export function AuditPage() {
  const mayView = useCan("view_audit_log");
  const controls = useListSearch<AuditSearch>(auditFilters);
  const { search, sortBy, filterBy, clearFilters } = controls;
  const query = toAuditQuery(search, useSession().account.time_zone);
  const entries = useQuery({ ...auditQuery(query), enabled: mayView });
  const items = entries.data?.items ?? [];
  const isOldAddress = isObjectAsPerson(search, items);
  useEffect(() => {
    if (isOldAddress) filterBy({ object_id: search.target_id, target_id: undefined }, "same");
    // Once for each address of that kind.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isOldAddress, search.target_id]);

  return (
    <ProtectedPage title="Audit log" isAllowed={mayView} noAccess="Only administrators have access to the audit log.">
      <Stack gap="sm">
        <FilterPanel>
          <PersonFilterFields
            value={readPerson(search)}
            onlyAsActor={search.object_id !== undefined}
            onChange={(person) => filterBy(filterByPerson(person))}
          />
          <SelectFilter
            label="Action"
            any="Any action"
            words={actionWords}
            value={search.action}
            onChange={(action) => filterBy({ action })}
          />
          <DayFilter label="From" max={search.to} value={search.from} onChange={(from) => filterBy({ from })} />
          <DayFilter label="To" min={search.from} value={search.to} onChange={(to) => filterBy({ to })} />
        </FilterPanel>
        <FilterRow csv={getAuditFile(query)}>
          <FilterChips controls={controls} chips={describeOtherFilters(search, items)} />
        </FilterRow>
      </Stack>
      <ListTable
        label="Audit log"
        query={entries}
        columns={columns}
        search={search}
        defaultSort="-happened_at"
        onSort={sortBy}
        empty={
          <NoMatches title="No entries match" showAll="Show everything" onShowAll={clearFilters}>
            Try fewer filters.
          </NoMatches>
        }
      />
    </ProtectedPage>
  );
}

const columns: TableColumn<AuditEntry>[] = [
  {
    key: "action",
    title: "Action",
    onPhone: "first",
    minWidth: 220,
    cell: (entry) => (
      <div>
        {actionWords[entry.action]}
        <EntryChanges entry={entry} />
      </div>
    ),
  },
  {
    key: "target",
    title: "Target",
    minWidth: 120,
    width: "20%",
    cell: (entry) => <AuditLink name={getTargetName(entry)} search={filterByTarget(entry)} />,
  },
  {
    key: "actor",
    title: "By",
    minWidth: 120,
    width: "20%",
    cell: (entry) => <ActorCell entry={entry} />,
  },
  {
    key: "happened_at",
    title: "When",
    sort: "happened_at",
    firstDescending: true,
    minWidth: 175,
    width: "190px",
    cell: (entry) => <Moment at={entry.happened_at} as="exact" />,
  },
];
