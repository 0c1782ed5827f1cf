import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { callsQuery } from "../../api/calls";
import { allCompaniesQuery } from "../../api/companies";
import { Page } from "../../components/layout/page";
import { callColumns } from "../../shared/calls/call-columns";
import { ListTable } from "../../shared/list/list-table";
import { useListSearch } from "../../shared/list/use-list-search";
import { useSession } from "../../shared/session/session-context";
import { CallFilters } from "./call-filters";
import { callFilters, callsMemory, filterOf, type CallsSearch } from "./calls-search";
import { LiveLine } from "./live-line";
import { NoCalls } from "./no-calls";
import { useLiveList } from "./use-live-list";

/** The calls that the caller may see, the newest first, with new ones as they arrive. */
export function CallsPage() {
  const { permissions } = useSession();
  const controls = useListSearch<CallsSearch>(callFilters);
  const { search } = controls;
  const { cursor, limit } = search;
  const calls = useQuery(callsQuery({ ...filterOf(search), cursor, limit }));
  const withCompany = (useQuery(allCompaniesQuery).data ?? []).length > 1;
  const { state, hasNew } = useLiveList(calls.data, cursor);
  useEffect(() => callsMemory.remember(search), [search]);

  const withMinutes = calls.data?.items.some((call) => call.billable_minutes !== undefined) ?? false;
  const withRecording = permissions.view_recordings;
  const columns = useMemo(
    () => callColumns({ withCompany, withRecording, withMinutes }),
    [withCompany, withRecording, withMinutes],
  );
  return (
    <Page title="Calls">
      <CallFilters controls={controls} list={calls.isPlaceholderData ? undefined : calls.data}>
        <LiveLine state={state} hasNew={hasNew} search={search} />
      </CallFilters>
      <ListTable
        label="Calls"
        query={calls}
        columns={columns}
        search={search}
        empty={<NoCalls controls={controls} />}
      />
    </Page>
  );
}
