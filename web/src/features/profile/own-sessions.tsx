import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ownSessionsQuery, useEndOwnSession, useSignOutEverywhere } from "../../api/profile";
import type { OwnSession } from "../../api/schema";
import { FormError } from "../../components/form/form-error";
import type { TableColumn } from "../../components/table/table-column";
import { Moment } from "../../components/text/moment";
import { useTimeZone } from "../../components/text/time-zone";
import { TwoLines } from "../../components/text/two-lines";
import { leaveSignedOut } from "../../lib/leave";
import type { ListSearch } from "../../shared/list/list-search";
import { ListTable } from "../../shared/list/list-table";
import { useListSearch } from "../../shared/list/use-list-search";
import { describeBrowser } from "../../lib/describe-browser";
import { describeSession } from "../../lib/describe-session";
import styles from "./profile.module.css";

/** The own sessions, with buttons to end them. */
export function OwnSessions() {
  const { search } = useListSearch<ListSearch>();
  const { limit, cursor } = search;
  const sessions = useQuery(ownSessionsQuery({ limit, cursor }));
  const ending = useEndOwnSession();
  const signOutEverywhere = useSignOutEverywhere();
  const columns = [...sessionColumns, createEndColumn(ending)];
  return (
    <>
      <ListTable label="Sessions" query={sessions} columns={columns} search={search} empty={null} />
      <FormError>{ending.error?.message}</FormError>
      <div className={styles.everywhere}>
        <FormError>{signOutEverywhere.error?.message}</FormError>
        <Button
          variant="default"
          loading={signOutEverywhere.isPending}
          onClick={() => signOutEverywhere.mutate(undefined, { onSuccess: leaveSignedOut })}
        >
          Sign out everywhere
        </Button>
      </div>
    </>
  );
}

const sessionColumns: TableColumn<OwnSession>[] = [
  {
    key: "browser",
    title: "Browser",
    onPhone: "first",
    cell: (session) => (
      <TwoLines first={describeBrowser(session.user_agent)} second={session.current ? "This session" : undefined} />
    ),
  },
  {
    key: "address",
    title: "Address",
    width: "180px",
    priority: 3,
    onPhone: "quiet",
    cell: (session) => session.address,
  },
  {
    key: "created_at",
    title: "Signed in",
    width: "130px",
    priority: 2,
    cell: (session) => <Moment at={session.created_at} />,
  },
  {
    key: "last_active_at",
    title: "Last active",
    width: "130px",
    cell: (session) => <Moment at={session.last_active_at} />,
  },
];

type Ending = ReturnType<typeof useEndOwnSession>;

function createEndColumn(ending: Ending): TableColumn<OwnSession> {
  return {
    key: "end",
    title: "Actions",
    width: "80px",
    onPhone: "bare",
    cell: (session) => <EndSessionButton session={session} ending={ending} />,
  };
}

function EndSessionButton({ session, ending }: { session: OwnSession; ending: Ending }) {
  const timeZone = useTimeZone();
  // The current session is ended by signing out.
  if (session.current || !session.can.includes("end")) return null;
  return (
    <Button
      variant="default"
      size="xs"
      loading={ending.isPending && ending.variables === session.id}
      disabled={ending.isPending}
      onClick={() => ending.mutate(session.id)}
      aria-label={`End the session of ${describeSession(session, timeZone)}`}
    >
      End
    </Button>
  );
}
