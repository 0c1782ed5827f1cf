import { SegmentedControl } from "@mantine/core";
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { Suspense } from "react";
import { allCompaniesQuery } from "../../api/companies";
import type { RoundingRule, Usage } from "../../api/schema";
import { usageQuery } from "../../api/usage";
import { Message } from "../../components/feedback/message";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { toChoices } from "../../lib/choices";
import { lazyPart } from "../../lib/lazy-part";
import { useHasSeveralCompanies } from "../../shared/companies/use-companies";
import { NoMatches } from "../../shared/list/no-matches";
import type { ListControls } from "../../shared/list/use-list-search";
import { QueryState } from "../../shared/requests/query-state";
import { toChartData } from "./chart-data";
import { tableByWords, toUsageQuery, type UsageSearch } from "./usage-search";
import { UsageSum } from "./usage-sum";
import { UsageTable } from "./usage-table";
import styles from "./usage.module.css";

const UsageChart = lazyPart(async () => (await import("./usage-chart")).UsageChart);

interface Props {
  controls: ListControls<UsageSearch>;
  today: string;
}

/** The sum in a sentence, the chart, and the table with the same figures. */
export function UsageFigures({ controls, today }: Props) {
  const { search, filterBy } = controls;
  const withCompany = useHasSeveralCompanies();
  const by = search.by ?? "day";
  const usage = useQuery(usageQuery(toUsageQuery(search, by, today)));
  const chartUsage = useQuery(usageQuery(toUsageQuery(search, "day_and_company", today)));

  return (
    <QueryState query={usage} skeleton={<SkeletonRows />}>
      {(figures) => (
        <>
          {figures.is_being_recalculated && (
            <p className={styles.recalculation} role="status">
              Days are being recalculated for the new time zone.
            </p>
          )}
          {figures.items.length === 0 ? (
            <NoUsage controls={controls} />
          ) : (
            <div className={styles.figures} aria-busy={usage.isPlaceholderData || chartUsage.isPlaceholderData}>
              <UsageSum total={figures.total} />
              <div className={styles.chartArea}>
                <Chart usage={chartUsage} />
              </div>
              <SegmentedControl
                aria-label="Sums by"
                className={styles.by}
                value={by}
                onChange={(chosen) => filterBy({ by: chosen === "day" ? undefined : chosen })}
                data={toChoices(tableByWords)}
              />
              <UsageTable usage={figures} withCompany={withCompany} />
              <p className={styles.counting}>{describeCounting(figures)}</p>
            </div>
          )}
        </>
      )}
    </QueryState>
  );
}

/** Drawn once the companies are known, which have a colour each. */
function Chart({ usage }: { usage: UseQueryResult<Usage> }) {
  const companies = useQuery(allCompaniesQuery);
  return (
    <QueryState query={companies} skeleton={null}>
      {(all) => (
        <QueryState query={usage} skeleton={null}>
          {(found) => (
            <Suspense>
              <UsageChart data={toChartData(found.items, found, all)} />
            </Suspense>
          )}
        </QueryState>
      )}
    </QueryState>
  );
}

function NoUsage({ controls: { search, filterBy } }: { controls: ListControls<UsageSearch> }) {
  if (search.agent_id || search.company_id) {
    const showAll = () => filterBy({ agent_id: undefined, company_id: undefined });
    return (
      <NoMatches title="No calls match" showAll="Show all usage" onShowAll={showAll}>
        Try fewer filters, or choose another period.
      </NoMatches>
    );
  }
  return (
    <Message title="No calls in this period">
      <p>Choose another period. Minutes appear here once your agents have calls.</p>
    </Message>
  );
}

const roundingWords = {
  per_second: "whole seconds",
  per_6_seconds: "6 seconds",
  per_minute: "whole minutes",
} satisfies Record<RoundingRule, string>;

/** The rounding rule of the figures, the time zone of their days, and where prices come from. */
function describeCounting({ rounding_rule, time_zone, total }: Usage): string {
  const counting = `Calls are rounded up to ${roundingWords[rounding_rule]}. Days in ${time_zone.replaceAll("_", " ")} time.`;
  if (total.prices.length === 0) return counting;
  return `${counting} Prices follow the current rates: when a rate changes, so do the prices of past calls.`;
}
