import { SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { usageQuery } from "../../api/usage";
import { Message } from "../../components/feedback/message";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { costText, counted, minutesText } from "../../lib/numbers";
import { QueryState } from "../../shared/requests/query-state";
import { chartData } from "./chart-data";
import styles from "./usage-figures.module.css";
import { usageQueryOf, type UsageSearch } from "./usage-search";
import { UsageTable } from "./usage-table";
import { countingWords } from "./usage-words";

const UsageChart = lazy(async () => {
  const { UsageChart } = await import("./usage-chart");
  return { default: UsageChart };
});

interface Props {
  search: UsageSearch;
  today: string;
  companies: { id: string; name: string }[];
  filterBy: (filter: Partial<UsageSearch>) => void;
}

/** The sum in a sentence, the chart, and the table that says the same in figures. */
export function UsageFigures({ search, today, companies, filterBy }: Props) {
  const by = search.by ?? "day";
  const usage = useQuery(usageQuery(usageQueryOf(search, by, today)));
  const drawn = useQuery(usageQuery(usageQueryOf(search, "day_and_company", today)));

  return (
    <QueryState query={usage} skeleton={<SkeletonRows />}>
      {(figures) =>
        figures.items.length === 0 ? (
          <Message title="No calls in these days">
            <p>Minutes appear here with the calls of the agents that you see.</p>
          </Message>
        ) : (
          <div className={styles.figures} aria-busy={usage.isPlaceholderData || drawn.isPlaceholderData}>
            <p className={styles.sum}>
              <strong>{minutesText(figures.total.billable_minutes)} minutes</strong> in{" "}
              {counted(figures.total.calls, "call")}
              {figures.total.cost_usd !== null && <>, {costText(figures.total.cost_usd)} as the platforms report it</>}
            </p>
            <div className={styles.chart}>
              {drawn.data && (
                <Suspense>
                  <UsageChart data={chartData(drawn.data.items, drawn.data, companies)} />
                </Suspense>
              )}
            </div>
            <SegmentedControl
              aria-label="Sums by"
              className={styles.by}
              value={by}
              onChange={(choice) => filterBy({ by: choice === "day" ? undefined : (choice as UsageSearch["by"]) })}
              data={[
                { value: "day", label: "By day" },
                { value: "agent", label: "By agent" },
                { value: "company", label: "By company" },
              ]}
            />
            <UsageTable usage={figures} withCompany={companies.length > 1} />
            <p className={styles.counting}>{countingWords(figures)}</p>
          </div>
        )
      }
    </QueryState>
  );
}
