import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { callsQuery } from "../../api/calls";
import { Message } from "../../components/feedback/message";
import { createCallColumns } from "../../shared/calls/call-columns";
import { ListTable } from "../../shared/list/list-table";
import { useSession } from "../../shared/session/session-context";
import { lastCalls } from "./home-queries";

/** The newest calls. */
export function LastCalls({ withCompany }: { withCompany: boolean }) {
  const { permissions } = useSession();
  const withRecording = permissions.view_recordings;
  const calls = useQuery({
    ...callsQuery(lastCalls),
    // Without links to other pages, which the list of calls has.
    select: (list) => ({ ...list, next_cursor: null, previous_cursor: null }),
  });
  const columns = useMemo(
    () => createCallColumns({ withCompany, withRecording, withMinutes: false }),
    [withCompany, withRecording],
  );
  return (
    <ListTable
      label="Last calls"
      query={calls}
      columns={columns}
      search={{}}
      empty={<Message title="No calls yet">They appear here as they happen.</Message>}
    />
  );
}
