import { Anchor, Button, Group, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { auditFile, auditQuery } from "../../api/audit";
import { Message } from "../../components/feedback/message";
import { Page } from "../../components/layout/page";
import { ListTable } from "../../shared/list/list-table";
import { useListSearch } from "../../shared/list/use-list-search";
import { NoAccess } from "../../shared/session/no-access";
import { useCan } from "../../shared/session/session-context";
import { auditColumns } from "./audit-columns";
import type { AuditSearch } from "./audit-search";
import { actions, wordsFor, type AuditAction } from "./audit-words";

const everything = { action: undefined, actor_id: undefined, subject_id: undefined };

export function AuditPage() {
  const mayView = useCan("view_audit_log");
  const { search, sortBy, filterBy } = useListSearch<AuditSearch>();
  const entries = useQuery({ ...auditQuery(search), enabled: mayView });
  const isFiltered = Boolean(search.action ?? search.actor_id ?? search.subject_id);

  if (!mayView) {
    return (
      <Page title="Audit log">
        <NoAccess>The audit log is for administrators, and you are not one of them.</NoAccess>
      </Page>
    );
  }
  return (
    <Page title="Audit log">
      <Group align="end" mb="md">
        <NativeSelect
          label="What was done"
          value={search.action ?? ""}
          onChange={(event) =>
            filterBy({ action: (event.currentTarget.value || undefined) as AuditAction | undefined })
          }
          data={[
            { value: "", label: "Everything" },
            ...actions.map((action) => ({ value: action, label: wordsFor(action) })),
          ]}
        />
        {isFiltered && (
          <Button variant="subtle" onClick={() => filterBy(everything)}>
            Clear filters
          </Button>
        )}
        <Anchor size="sm" ml="auto" href={auditFile(search)} download>
          Download CSV
        </Anchor>
      </Group>
      <ListTable
        label="Audit log"
        query={entries}
        columns={auditColumns}
        search={search}
        defaultSort="-happened_at"
        onSort={sortBy}
        empty={<Message title="Nothing here">Nothing was done that fits these filters.</Message>}
      />
    </Page>
  );
}
