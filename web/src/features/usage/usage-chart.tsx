import { BarChart } from "@mantine/charts";
import { ColorSwatch } from "@mantine/core";
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
        h={234}
        data={data.bars.map((bar) => ({ ...bar, when: formatWhen(bar.when) }))}
        dataKey="when"
        type="stacked"
        series={data.series}
        valueFormatter={formatMinutes}
        yAxisProps={{ width: 64, tickFormatter: (minutes: number) => minutes.toLocaleString("en") }}
        xAxisProps={{ minTickGap: 24, interval: "equidistantPreserveStart" }}
        barProps={{ isAnimationActive: false, maxBarSize: 40 }}
        // Room for the upper half of the highest number.
        barChartProps={{ accessibilityLayer: false, margin: { top: 12 } }}
        tickLine="none"
        gridAxis="x"
      />
      <ul className={styles.legend}>
        {data.series.map(({ name, label, color }) => (
          <li key={name}>
            <ColorSwatch color={color} size={12} withShadow={false} />
            <bdi>{label}</bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}
