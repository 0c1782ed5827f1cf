import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { allAgentsQuery } from "../../api/agents";
import { callsKey } from "../../api/calls";
import { allCompaniesQuery } from "../../api/companies";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { Page } from "../../components/layout/page";
import { useLiveRefresh } from "../../shared/calls/use-live-refresh";
import { QueryState } from "../../shared/requests/query-state";
import { useCan, useSession } from "../../shared/session/session-context";
import styles from "./home-page.module.css";
import { LastCalls } from "./last-calls";
import { MinutesThisMonth } from "./minutes-this-month";
import { MyAgents } from "./my-agents";
import { NeedsAttention } from "./needs-attention";
import { NothingYet } from "./nothing-yet";

/** What is mine to see, at a glance. */
export function HomePage() {
  const { permissions } = useSession();
  const mayConnect = useCan("view_connections");
  const agents = useQuery(allAgentsQuery);
  const companies = useQuery(allCompaniesQuery);
  const withCompany = (companies.data ?? []).length > 1;
  useLiveRefresh(callsKey, () => true);

  return (
    <Page title="Home">
      {mayConnect && <NeedsAttention />}
      <QueryState query={agents} skeleton={<SkeletonRows />}>
        {(mine) =>
          mine.length === 0 ? (
            <NothingYet hasCompanies={companies.data?.length !== 0} />
          ) : (
            <>
              <div className={styles.glance}>
                <MyAgents agents={mine} />
                {permissions.view_billable_minutes && <MinutesThisMonth />}
              </div>
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
          )
        }
      </QueryState>
    </Page>
  );
}
