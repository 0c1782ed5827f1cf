import { Button, Group } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { versionQuery, versionsQuery } from "../../api/configurations";
import type { VersionSummary } from "../../api/schema";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { FormError } from "../../components/form/form-error";
import { Moment } from "../../components/text/moment";
import { QueryState } from "../../shared/requests/query-state";
import styles from "./configuration-page.module.css";
import { formatConfiguration } from "./configuration-text";
import { JsonDifference } from "./json-editor";

interface Props {
  agentId: string;
  /** The number of the live version. */
  live: number;
  /** The text in the editor. */
  text: string;
  /** Puts the text of a version into the editor. Absent if the caller may not change it. */
  onRestore?: (text: string) => void;
}

/** The published versions, newest first, to compare with the text in the editor and to restore. */
export function Versions({ agentId, live, text, onRestore }: Props) {
  const [cursor, setCursor] = useState<string>();
  const [compared, setCompared] = useState<number>();
  const [problem, setProblem] = useState<string | null>(null);
  const versions = useQuery(versionsQuery(agentId, live, cursor));
  const queryClient = useQueryClient();

  const restore = async (number: number) => {
    setProblem(null);
    try {
      const version = await queryClient.fetchQuery(versionQuery(agentId, number));
      onRestore?.(formatConfiguration(version.configuration_text));
    } catch (error) {
      setProblem((error as Error).message);
    }
  };

  return (
    <section aria-labelledby="versions">
      <h2 id="versions" className={styles.title}>
        Versions
      </h2>
      <FormError>{problem}</FormError>
      <QueryState query={versions} skeleton={<SkeletonRows count={3} />}>
        {({ items, next_cursor: older, previous_cursor: newer }) => (
          <>
            <ul className={styles.versions}>
              {items.map((version) => (
                <VersionItem
                  key={version.number}
                  version={version}
                  isLive={version.number === live}
                  onCompare={() => setCompared(version.number)}
                  onRestore={onRestore && (() => void restore(version.number))}
                />
              ))}
            </ul>
            <Group gap="sm" mt="sm">
              {newer && (
                <Button variant="default" size="xs" onClick={() => setCursor(newer)}>
                  Newer versions
                </Button>
              )}
              {older && (
                <Button variant="default" size="xs" onClick={() => setCursor(older)}>
                  Older versions
                </Button>
              )}
            </Group>
          </>
        )}
      </QueryState>
      <CompareDialog agentId={agentId} number={compared} text={text} onClose={() => setCompared(undefined)} />
    </section>
  );
}

interface ItemProps {
  version: VersionSummary;
  isLive: boolean;
  onCompare: () => void;
  onRestore?: () => void;
}

/** Which version it is, when it was published and by whom, and what can be done with it. */
function VersionItem({ version, isLive, onCompare, onRestore }: ItemProps) {
  const { number, published_by: publisher, publisher_name: name, published_at: at } = version;
  return (
    <li className={styles.version}>
      <div>
        <strong>Version {number}</strong>
        {isLive && " · live"}
        <div className={styles.quiet}>
          <Moment at={at} />
          {publisher && <> · {name ? <bdi>{name}</bdi> : "a removed member"}</>}
        </div>
      </div>
      <Group gap="xs">
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={`Compare version ${number} with the editor`}
          onClick={onCompare}
        >
          Compare
        </Button>
        {onRestore && (
          <Button variant="subtle" size="compact-sm" aria-label={`Restore version ${number}`} onClick={onRestore}>
            Restore
          </Button>
        )}
      </Group>
    </li>
  );
}

interface CompareProps {
  agentId: string;
  /** Undefined while the dialog is closed. */
  number: number | undefined;
  text: string;
  onClose: () => void;
}

/** The difference between a version and the text in the editor. */
function CompareDialog({ agentId, number, text, onClose }: CompareProps) {
  const version = useQuery({ ...versionQuery(agentId, number ?? 0), enabled: number !== undefined });
  return (
    <TaskDialog
      title={`From version ${number ?? ""} to the editor`}
      opened={number !== undefined}
      onClose={onClose}
      size={900}
    >
      <QueryState query={version} skeleton={<SkeletonRows count={3} />}>
        {({ configuration_text: saved }) => {
          const before = formatConfiguration(saved);
          return before === text ? (
            <p>Both are the same.</p>
          ) : (
            <JsonDifference label={`From version ${number} to the editor`} before={before} after={text} />
          );
        }}
      </QueryState>
    </TaskDialog>
  );
}
