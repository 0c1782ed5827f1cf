import { Button, Group } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { versionQuery, versionsQuery } from "../../api/configurations";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { FormError } from "../../components/form/form-error";
import { QueryState } from "../../shared/requests/query-state";
import { textOf } from "./configuration-text";
import { VersionDifference } from "./version-difference";
import { VersionLine } from "./version-line";
import styles from "./versions.module.css";

interface Props {
  agentId: string;
  /** The number of the live version. */
  live: number;
  /** What stands in the editor. */
  current: string;
  /** Puts a version's text into the editor. Absent where nothing may be changed. */
  onRestore?: (text: string) => void;
}

/** What was live, the newest first, to compare with what stands in the editor and to take back. */
export function Versions({ agentId, live, current, onRestore }: Props) {
  const [cursor, setCursor] = useState<string>();
  const [compared, setCompared] = useState<number>();
  const [problem, setProblem] = useState<string | null>(null);
  const versions = useQuery(versionsQuery(agentId, live, cursor));
  const queryClient = useQueryClient();

  const restore = async (number: number) => {
    setProblem(null);
    try {
      const version = await queryClient.fetchQuery(versionQuery(agentId, number));
      onRestore?.(textOf(version.configuration));
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
            <ul className={styles.list}>
              {items.map((version) => (
                <li key={version.number} className={styles.version}>
                  <VersionLine version={version} isLive={version.number === live} />
                  <Group gap="xs">
                    <Button
                      variant="subtle"
                      size="compact-sm"
                      aria-label={`Compare version ${version.number} with the editor`}
                      onClick={() => setCompared(version.number)}
                    >
                      Compare
                    </Button>
                    {onRestore && (
                      <Button
                        variant="subtle"
                        size="compact-sm"
                        aria-label={`Restore version ${version.number}`}
                        onClick={() => void restore(version.number)}
                      >
                        Restore
                      </Button>
                    )}
                  </Group>
                </li>
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
      <VersionDifference agentId={agentId} number={compared} current={current} onClose={() => setCompared(undefined)} />
    </section>
  );
}
