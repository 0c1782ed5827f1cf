import { SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import type { Company, RoundingRule, Usage } from "../../api/schema";
import { usageQuery } from "../../api/usage";
import { Message } from "../../components/feedback/message";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { toChoices } from "../../lib/choices";
import { formatCost, formatCount, formatMinutes } from "../../lib/numbers";
import { useHasSeveralCompanies } from "../../shared/companies/company-filter";
import type { ListControls } from "../../shared/list/use-list-search";
import { QueryState } from "../../shared/requests/query-state";
import { toChartData } from "./chart-data";
import { tableByWords, toUsageQuery, type UsageSearch } from "./usage-search";
import { UsageTable } from "./usage-table";
import styles from "./usage.module.css";

const UsageChart = lazy(async () => {
  const { UsageChart } = await import("./usage-chart");
  return { default: UsageChart };
});

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
      {(figures) =>
        figures.items.length === 0 ? (
          <Message title="No calls in these days">
            <p>Minutes appear here with the calls of the agents that you see.</p>
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
        )
      }
    </QueryState>
  );
}

function UsageSum({ total }: { total: Usage["total"] }) {
  return (
    <p className={styles.sum}>
      <strong>{formatMinutes(total.billable_minutes)} minutes</strong> in {formatCount(total.calls, "call")}
      {total.cost_usd !== null && <>, {formatCost(total.cost_usd)} as the platforms report it</>}
    </p>
  );
}

const roundingWords = {
  per_second: "each started second counts",
  per_6_seconds: "each started 6 seconds count",
  per_minute: "each started minute counts",
} satisfies Record<RoundingRule, string>;

/** The rounding rule of the figures, and the time zone of their days. */
function describeCounting({ rounding_rule, time_zone }: Usage): string {
  return `Of a call, ${roundingWords[rounding_rule]}. Days are those of ${time_zone.replaceAll("_", " ")}.`;
}
