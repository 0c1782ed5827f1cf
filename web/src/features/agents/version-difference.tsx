import { useQuery } from "@tanstack/react-query";
import { versionQuery } from "../../api/configurations";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { QueryState } from "../../shared/requests/query-state";
import { textOf } from "./configuration-text";
import { JsonDifference } from "./json-difference";

interface Props {
  agentId: string;
  /** Absent while the dialog is closed. */
  number: number | undefined;
  current: string;
  onClose: () => void;
}

/** What the editor's text changes of a version. */
export function VersionDifference({ agentId, number, current, onClose }: Props) {
  const version = useQuery({ ...versionQuery(agentId, number ?? 0), enabled: number !== undefined });
  return (
    <TaskDialog
      title={`From version ${number ?? ""} to the editor`}
      opened={number !== undefined}
      onClose={onClose}
      size={900}
    >
      <QueryState query={version} skeleton={<SkeletonRows count={3} />}>
        {({ configuration }) => {
          const before = textOf(configuration);
          return before === current ? (
            <p>Both are the same.</p>
          ) : (
            <JsonDifference label={`From version ${number} to the editor`} before={before} after={current} />
          );
        }}
      </QueryState>
    </TaskDialog>
  );
}
