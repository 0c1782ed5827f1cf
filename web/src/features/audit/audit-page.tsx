import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { auditFile, auditQuery } from "../../api/audit";
import { Message } from "../../components/feedback/message";
import { FilterRow } from "../../shared/list/filter-row";
import { ListTable } from "../../shared/list/list-table";
import { SelectFilter } from "../../shared/list/select-filter";
import { useListSearch } from "../../shared/list/use-list-search";
import { ProtectedPage } from "../../shared/session/protected-page";
import { useCan } from "../../shared/session/session-context";
import { auditColumns } from "./audit-columns";
import { auditFilters, type AuditSearch } from "./audit-search";
import { actionWords } from "./audit-words";

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
      <FilterRow csv={auditFile(search)}>
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
        columns={auditColumns}
        search={search}
        defaultSort="-happened_at"
        onSort={sortBy}
        empty={<Message title="Nothing here">Nothing was done that fits these filters.</Message>}
      />
    </ProtectedPage>
  );
}
