import { Button, Group, Stack } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { allConnectionsQuery } from "../../api/connections";
import type { ExternalId, ExternalIds as Ids } from "../../api/schema";
import { externalIdsQuery, useChangeExternalIds } from "../../api/unknown-agents";
import { FormError } from "../../components/form/form-error";
import { sortRefusal } from "../../shared/requests/refusal";
import { ExternalIdLine } from "./external-id-line";
import styles from "./external-ids.module.css";

/** What an agent is called at the platforms: by this its calls are known when they come. */
export function ExternalIds({ agentId }: { agentId: string }) {
  const ids = useQuery(externalIdsQuery(agentId));
  const connections = useQuery(allConnectionsQuery);
  if (!ids.isSuccess || !connections.isSuccess) return null;
  return (
    <section aria-labelledby="external-ids" className={styles.section}>
      <h2 id="external-ids" className={styles.title}>
        At the platforms
      </h2>
      {connections.data.length === 0 ? (
        <p className={styles.quiet}>
          Calls come through a connection. There is none yet: <Link to="/account/connections">Connections</Link>.
        </p>
      ) : (
        // What was saved elsewhere begins the form anew.
        <ExternalIdsForm
          key={JSON.stringify(ids.data)}
          agentId={agentId}
          saved={ids.data}
          connections={connections.data}
        />
      )}
    </section>
  );
}

interface FormProps {
  agentId: string;
  saved: Ids;
  connections: { id: string; name: string }[];
}

function ExternalIdsForm({ agentId, saved, connections }: FormProps) {
  const [lines, setLines] = useState<ExternalId[]>(saved.items);
  const change = useChangeExternalIds(agentId);
  const filled = lines
    .map((line) => ({ ...line, external_id: line.external_id.trim() }))
    .filter((line) => line.external_id !== "");
  const isChanged = JSON.stringify(filled) !== JSON.stringify(saved.items);
  const save = async () => {
    try {
      await change.mutateAsync({ items: filled });
      notifications.show({ message: "The ids at the platforms were saved." });
    } catch {
      // Said above the buttons: nothing typed is lost.
    }
  };
  const refused = change.error && sortRefusal(change.error, []).rest;

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Stack gap="xs">
        {lines.length === 0 && (
          <p className={styles.quiet}>Enter the agent’s id at a platform, so that its calls come here.</p>
        )}
        {lines.map((line, index) => (
          <ExternalIdLine
            key={index}
            line={line}
            connections={connections}
            onChange={(next) => setLines(lines.map((other, place) => (place === index ? next : other)))}
            onRemove={() => setLines(lines.filter((_, place) => place !== index))}
          />
        ))}
        <FormError>{refused}</FormError>
        <Group gap="sm">
          <Button
            variant="default"
            onClick={() => setLines([...lines, { connection_id: connections[0]!.id, external_id: "" }])}
          >
            Add an id
          </Button>
          {isChanged && (
            <Button type="submit" loading={change.isPending}>
              Save ids
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
