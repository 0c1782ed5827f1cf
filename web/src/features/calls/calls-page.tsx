import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { callsQuery } from "../../api/calls";
import type { LiveState } from "../../api/live-calls";
import { Page } from "../../components/layout/page";
import { createCallColumns } from "../../shared/calls/call-columns";
import { useHasSeveralCompanies } from "../../shared/companies/use-companies";
import { withCursor } from "../../shared/list/list-search";
import { ListTable } from "../../shared/list/list-table";
import { useListSearch } from "../../shared/list/use-list-search";
import { useSession } from "../../shared/session/session-context";
import { CallFilters } from "./call-filters";
import { CallsChart } from "./calls-chart";
import styles from "./calls-page.module.css";
import { callFilters, toCallFilter, type CallsSearch } from "./calls-search";
import { NoCalls } from "./no-calls";
import { useLiveList } from "./use-live-list";

/** The calls that the caller may see, newest first. New ones appear as they arrive. */
export function CallsPage() {
  const { account, permissions } = useSession();
  const controls = useListSearch<CallsSearch>(callFilters);
  const { search, position } = controls;
  const { cursor, limit } = search;
  const filter = toCallFilter(search, account.time_zone);
  const calls = useQuery(callsQuery({ ...filter, cursor, limit }));
  const { state, mayHaveNew } = useLiveList(calls.data, cursor);

  const withCompany = useHasSeveralCompanies();
  const withMinutes = calls.data?.items.some((call) => call.billable_minutes !== undefined) ?? false;
  const withRecording = permissions.view_recordings;
  const columns = useMemo(
    () => createCallColumns({ withCompany, withRecording, withMinutes, search: { ...search, position } }),
    [withCompany, withRecording, withMinutes, search, position],
  );
  return (
    <Page title="Calls">
      <CallFilters controls={controls} filter={filter} list={calls.isPlaceholderData ? undefined : calls.data}>
        <LiveStatus state={state} mayHaveNew={mayHaveNew} search={search} />
      </CallFilters>
      {calls.data && calls.data.items.length > 0 && <CallsChart filter={filter} />}
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

interface LiveStatusProps {
  state: LiveState;
  /** Whether calls that this page does not show are new or have changed. */
  mayHaveNew: boolean;
  search: CallsSearch;
}

/** Whether the list is updated as calls arrive, and the link to the first page, where new ones are. */
function LiveStatus({ state, mayHaveNew, search }: LiveStatusProps) {
  return (
    <span className={styles.live} role="status" data-state={state}>
      {mayHaveNew ? (
        <Link to="." search={withCursor(search, undefined) as never}>
          There may be new calls
        </Link>
      ) : (
        liveStateWords[state]
      )}
    </span>
  );
}

const liveStateWords = {
  waiting: "",
  live: "Live",
  lost: "Not live. Reconnecting…",
} satisfies Record<LiveState, string>;
