import { BarChart } from "@mantine/charts";
import "@mantine/charts/styles.css";
import { startOf } from "../../lib/days";
import { minutesText } from "../../lib/numbers";
import type { ChartData } from "./chart-data";
import styles from "./usage-chart.module.css";

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const month = new Intl.DateTimeFormat("en-GB", { month: "short", year: "numeric" });

/** Bars of minutes, one colour for each company. Who does not see them reads the same figures in the table beneath. */
export function UsageChart({ data }: { data: ChartData }) {
  const words = (when: string) =>
    data.step === "day" ? day.format(startOf(when)) : month.format(startOf(`${when}-01`));
  return (
    <div role="img" aria-label={`Billable minutes per ${data.step}, by company`} className={styles.chart}>
      <BarChart
        h={260}
        data={data.bars.map((bar) => ({ ...bar, when: words(bar.when) }))}
        dataKey="when"
        type="stacked"
        series={data.series}
        valueFormatter={minutesText}
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
