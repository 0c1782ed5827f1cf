import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { callsQuery } from "../../api/calls";
import { allCompaniesQuery } from "../../api/companies";
import { callColumns } from "../../components/call-columns";
import { DataTable } from "../../components/data-table";
import { Page } from "../../components/page";
import { useSession } from "../../components/session-context";
import { useListSearch } from "../../components/use-list-search";
import { CallFilters } from "./call-filters";
import { filterOf, rememberCallsSearch, type CallsSearch } from "./calls-search";
import { LiveLine } from "./live-line";
import { NoCalls } from "./no-calls";
import { useLiveList } from "./use-live-list";

/** Every call that the reader may see, the newest first, and new ones as they come. */
export function CallsPage() {
  const { permissions } = useSession();
  const { search, filterBy } = useListSearch<CallsSearch>();
  const { cursor, limit } = search;
  const calls = useQuery(callsQuery({ ...filterOf(search), cursor, limit }));
  const withCompany = (useQuery(allCompaniesQuery).data ?? []).length > 1;
  const { state, hasNew } = useLiveList(calls.data, cursor);
  useEffect(() => rememberCallsSearch(search), [search]);

  const withMinutes = calls.data?.items.some((call) => call.billable_minutes !== undefined) ?? false;
  const withRecording = permissions.view_recordings;
  const columns = useMemo(
    () => callColumns({ withCompany, withRecording, withMinutes }),
    [withCompany, withRecording, withMinutes],
  );
  return (
    <Page title="Calls">
      <CallFilters search={search} filterBy={filterBy} list={calls.isPlaceholderData ? undefined : calls.data}>
        <LiveLine state={state} hasNew={hasNew} search={search} />
      </CallFilters>
      <DataTable
        label="Calls"
        query={calls}
        columns={columns}
        search={search}
        empty={<NoCalls search={search} filterBy={filterBy} />}
      />
    </Page>
  );
}
