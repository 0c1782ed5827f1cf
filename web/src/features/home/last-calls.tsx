import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { callsQuery } from "../../api/calls";
import { callColumns } from "../../components/call-columns";
import { DataTable } from "../../components/data-table";
import { Message } from "../../components/message";
import { useSession } from "../../components/session-context";

const count = 5;

/** The newest calls, as they come. */
export function LastCalls({ withCompany }: { withCompany: boolean }) {
  const { permissions } = useSession();
  const withRecording = permissions.view_recordings;
  const calls = useQuery({
    ...callsQuery({ limit: count }),
    // No pages here: the list of calls has them.
    select: (list) => ({ ...list, next_cursor: null, previous_cursor: null }),
  });
  const columns = useMemo(
    () => callColumns({ withCompany, withRecording, withMinutes: false }),
    [withCompany, withRecording],
  );
  return (
    <DataTable
      label="Last calls"
      query={calls}
      columns={columns}
      search={{}}
      empty={<Message title="No calls yet">They appear here as they happen.</Message>}
    />
  );
}
