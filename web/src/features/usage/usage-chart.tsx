import { BarChart } from "@mantine/charts";
import "@mantine/charts/styles.css";
import { formatShortDay, getStartOfDay } from "../../lib/days";
import { formatMinutes } from "../../lib/numbers";
import type { ChartData } from "./chart-data";
import styles from "./usage.module.css";

const month = new Intl.DateTimeFormat("en-GB", { month: "short", year: "numeric" });

/** Bars of minutes, one colour for each company. The table below the chart has the same figures. */
export function UsageChart({ data }: { data: ChartData }) {
  const formatWhen = (when: string) =>
    data.step === "day" ? formatShortDay(when) : month.format(getStartOfDay(`${when}-01`));
  return (
    <div role="img" aria-label={`Billable minutes per ${data.step}, by company`} className={styles.chart}>
      <BarChart
        h={260}
        data={data.bars.map((bar) => ({ ...bar, when: formatWhen(bar.when) }))}
        dataKey="when"
        type="stacked"
        series={data.series}
        valueFormatter={formatMinutes}
        yAxisProps={{ width: 64, tickFormatter: (minutes: number) => minutes.toLocaleString("en") }}
        xAxisProps={{ minTickGap: 24 }}
        barProps={{ isAnimationActive: false, maxBarSize: 40 }}
        barChartProps={{ accessibilityLayer: false }}
        tickLine="none"
        gridAxis="x"
        withLegend
        legendProps={{ verticalAlign: "bottom" }}
      />
    </div>
  );
}
