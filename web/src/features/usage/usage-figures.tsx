import { SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Suspense } from "react";
import type { Company, RoundingRule, Usage } from "../../api/schema";
import { usageQuery } from "../../api/usage";
import { Message } from "../../components/feedback/message";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { toChoices } from "../../lib/choices";
import { lazyPart } from "../../lib/lazy-part";
import { useHasSeveralCompanies } from "../../shared/companies/use-companies";
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
  companies: Company[];
}

/** The sum in a sentence, the chart, and the table with the same figures. */
export function UsageFigures({ controls: { search, filterBy }, today, companies }: Props) {
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
            <Message title="No calls in this period">
              <p>Choose another period. Minutes appear here once your agents have calls.</p>
            </Message>
          ) : (
            <div className={styles.figures} aria-busy={usage.isPlaceholderData || chartUsage.isPlaceholderData}>
              <UsageSum total={figures.total} />
              <div className={styles.chartArea}>
                {chartUsage.data && (
                  <Suspense>
                    <UsageChart data={toChartData(chartUsage.data.items, chartUsage.data, companies)} />
                  </Suspense>
                )}
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
