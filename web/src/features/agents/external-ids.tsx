import { Button, CloseButton, Group, NativeSelect, Stack, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { allConnectionsQuery } from "../../api/connections";
import type { Connection, ExternalId, ExternalIdList } from "../../api/schema";
import { externalIdsQuery, useChangeExternalIds } from "../../api/unknown-agents";
import { UnsavedChanges } from "../../components/dialog/unsaved-changes";
import { FormError } from "../../components/form/form-error";
import { ConflictNotice } from "../../shared/requests/conflict-notice";
import { getVisible, isEditConflict, sortRefusal } from "../../shared/requests/refusal";
import { useEditing } from "../../shared/requests/use-editing";
import styles from "./agent-page.module.css";
import {
  getExternalIdChanges,
  listExternalIdDifferences,
  rebaseExternalIds,
  type ExternalIdsDraft,
} from "./external-ids-draft";

/** The agent's IDs at voice platforms, by which its calls are recognized. */
export function ExternalIds({ agentId }: { agentId: string }) {
  // What was typed stays where a later read fails.
  const ids = getVisible(useQuery(externalIdsQuery(agentId)));
  const connections = getVisible(useQuery(allConnectionsQuery));
  if (!ids || !connections) return null;
  return (
    <section aria-labelledby="external-ids" className={styles.section}>
      <h2 id="external-ids" className={styles.title}>
        Platform IDs
      </h2>
      {connections.length === 0 ? (
        <p className={styles.quiet}>
          Calls arrive through a connection. <Link to="/account/connections">Create a connection</Link> first.
        </p>
      ) : (
        <ExternalIdsForm agentId={agentId} latest={ids} connections={connections} />
      )}
    </section>
  );
}

interface FormProps {
  agentId: string;
  latest: ExternalIdList;
  connections: Connection[];
}

function ExternalIdsForm({ agentId, latest, connections }: FormProps) {
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState<ExternalIdsDraft>({ rows: latest.items });
  const change = useChangeExternalIds(agentId);
  const editing = useEditing({
    latest,
    draft,
    setDraft,
    toDraft: ({ items }: ExternalIdList): ExternalIdsDraft => ({ rows: items }),
    getChanges: getExternalIdChanges,
    load: () => queryClient.fetchQuery({ ...externalIdsQuery(agentId), staleTime: 0 }),
    rebase: rebaseExternalIds,
  });
  const { base, changes, isChanged, otherChange } = editing;
  const { rows } = draft;
  const setRows = (next: ExternalId[]) => setDraft({ rows: next });
  const save = async () => {
    try {
      const saved = await editing.saveOrLoad(() => change.mutateAsync({ base, items: changes.items ?? base.items }));
      editing.continueFrom(saved);
      notifications.show({ message: "Platform IDs saved." });
    } catch {
      // `refused` or the notice of the conflict shows the reason.
    }
  };
  const refused = change.error && !isEditConflict(change.error) && sortRefusal(change.error, []).rest;

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <UnsavedChanges unsaved={isChanged} />
      <Stack gap="xs">
        {rows.length === 0 && (
          <p className={styles.quiet}>Add the agent’s ID at a voice platform to receive its calls.</p>
        )}
        {rows.map((row, index) => (
          <ExternalIdRow
            key={index}
            row={row}
            connections={connections}
            onChange={(changed) => setRows(rows.with(index, changed))}
            onRemove={() => setRows(rows.toSpliced(index, 1))}
          />
        ))}
        {otherChange && (
          <ConflictNotice differences={listExternalIdDifferences(otherChange.before, otherChange.after, connections)} />
        )}
        <FormError>{refused}</FormError>
        <Group gap="sm">
          <Button
            variant="default"
            onClick={() => setRows([...rows, { connection_id: connections[0]!.id, external_id: "" }])}
          >
            Add ID
          </Button>
          {isChanged && (
            <Button type="submit" loading={change.isPending}>
              Save IDs
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

interface RowProps {
  row: ExternalId;
  connections: Connection[];
  onChange: (row: ExternalId) => void;
  onRemove: () => void;
}

function ExternalIdRow({ row, connections, onChange, onRemove }: RowProps) {
  return (
    <div className={styles.externalId}>
      <NativeSelect
        aria-label="Connection"
        data={connections.map(({ id, name }) => ({ value: id, label: name }))}
        value={row.connection_id}
        onChange={(event) => onChange({ ...row, connection_id: event.currentTarget.value })}
      />
      <TextInput
        aria-label="Platform ID"
        placeholder="Platform ID"
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        value={row.external_id}
        onChange={(event) => onChange({ ...row, external_id: event.currentTarget.value })}
      />
      <CloseButton aria-label={`Remove ${row.external_id || "this ID"}`} onClick={onRemove} />
    </div>
  );
}
