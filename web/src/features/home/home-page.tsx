import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { allAgentsQuery } from "../../api/agents";
import { callsKey } from "../../api/calls";
import { allCompaniesQuery } from "../../api/companies";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { Page } from "../../components/layout/page";
import { useLiveRefresh } from "../../shared/calls/use-live-refresh";
import { useHasSeveralCompanies } from "../../shared/companies/company-filter";
import { QueryState } from "../../shared/requests/query-state";
import { useCan, useSession } from "../../shared/session/session-context";
import styles from "./home-page.module.css";
import { LastCalls } from "./last-calls";
import { NeedsAttention } from "./needs-attention";
import { HomeWithoutAgents } from "./home-without-agents";
import { MinutesThisMonth, MyAgents } from "./overview";

/** The member's agents, usage and last calls. */
export function HomePage() {
  const { permissions } = useSession();
  const mayConnect = useCan("view_connections");
  const agents = useQuery(allAgentsQuery);
  const companies = useQuery(allCompaniesQuery);
  const withCompany = useHasSeveralCompanies();
  useLiveRefresh(callsKey, () => true);

  return (
    <Page title="Home">
      {mayConnect && <NeedsAttention />}
      <QueryState query={agents} skeleton={<SkeletonRows />}>
        {(list) =>
          list.length === 0 ? (
            <HomeWithoutAgents hasCompanies={companies.data?.length !== 0} />
          ) : (
            <>
              <div className={styles.overview}>
                <MyAgents agents={list} />
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
