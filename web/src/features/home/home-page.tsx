import { useIsFetching, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { activityQuery } from "../../api/activity";
import { agentsQuery } from "../../api/agents";
import { callListsKey } from "../../api/query-keys";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { Page } from "../../components/layout/page";
import { NoAssignedAgents } from "../../shared/agents/no-assigned-agents";
import { useLiveRefresh } from "../../shared/calls/use-live-refresh";
import { useHasSeveralCompanies } from "../../shared/companies/use-companies";
import { QueryState } from "../../shared/requests/query-state";
import { useCan, useSession } from "../../shared/session/session-context";
import { CallsPerDay } from "./calls-per-day";
import { FirstSteps, type StepAction } from "./first-steps";
import styles from "./home-page.module.css";
import { firstAgents } from "./home-queries";
import { LastCalls } from "./last-calls";
import { CallsThisMonth, MinutesThisMonth } from "./month-figures";
import { MyAgents } from "./my-agents";
import { NeedsAttention } from "./needs-attention";
import { PendingInvitations } from "./pending-invitations";

/** What a new account does first; later this month, what needs attention, the agents and the last calls. */
export function HomePage({ stepAction }: { stepAction: StepAction }) {
  const { member } = useSession();
  const mayInvite = useCan("create_members");
  const agents = useQuery(agentsQuery(firstAgents));
  const isReady = useIsReady();
  useLiveRefresh(callListsKey, () => true);

  return (
    <Page title="Home">
      {!isReady && (
        <div className={styles.skeleton}>
          <SkeletonRows />
        </div>
      )}
      <div className={styles.page} data-ready={isReady || undefined}>
        {mayInvite && <FirstSteps action={stepAction} />}
        <NeedsAttention />
        <QueryState query={agents} skeleton={<SkeletonRows />}>
          {(list) =>
            list.items.length > 0 ? (
              <Overview agents={list} />
            ) : mayInvite ? (
              <PendingInvitations />
            ) : (
              <NoAssignedAgents>
                Welcome, <bdi>{member.name}</bdi>. Your voice agents and their calls appear here.
              </NoAssignedAgents>
            )
          }
        </QueryState>
      </div>
    </Page>
  );
}

/** Between two answers of which the second is requested after the first, in milliseconds. */
const gap = 50;

/** Whether all parts have been read once. Until then they are not shown, so that none moves another. */
function useIsReady(): boolean {
  const isRead = useQuery({ ...activityQuery, refetchInterval: false }).isSuccess;
  const [isReady, setReady] = useState(isRead);
  const pending = useIsFetching({ predicate: ({ state }) => state.status === "pending" });
  useEffect(() => {
    if (pending > 0) return;
    const timer = setTimeout(() => setReady(true), gap);
    return () => clearTimeout(timer);
  }, [pending]);
  return isReady;
}

/** The figures and lists of a member who has agents. */
function Overview({ agents }: { agents: React.ComponentProps<typeof MyAgents>["agents"] }) {
  const { permissions } = useSession();
  const mayInvite = useCan("create_members");
  const withCompany = useHasSeveralCompanies();
  const activity = useQuery(activityQuery);
  return (
    <>
      <QueryState query={activity} skeleton={<SkeletonRows />}>
        {(activity) => (
          <>
            <div className={styles.row}>
              <CallsThisMonth activity={activity} />
              {permissions.view_billable_minutes && <MinutesThisMonth />}
            </div>
            <CallsPerDay days={activity.days} />
            <div className={styles.row}>
              <MyAgents agents={agents} activity={activity} withCompany={withCompany} />
              {mayInvite && <PendingInvitations />}
            </div>
          </>
        )}
      </QueryState>
      <section aria-labelledby="last-calls">
        <header className={styles.head}>
          <h2 id="last-calls" className={styles.title}>
            Last calls
          </h2>
          <Link to="/calls">All calls</Link>
        </header>
        <LastCalls withCompany={withCompany} />
      </section>
    </>
  );
}
