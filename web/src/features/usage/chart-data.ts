import type { UsageLine } from "../../api/schema";
import { daysAfter, daysBetween } from "../../lib/days";
import { otherColor, seriesColors } from "./series-colors";

/** As long as single days can be told apart; beyond, a bar is a month. */
const mostDays = 93;

export interface ChartSeries {
  /** Names its part of a bar. */
  name: string;
  label: string;
  color: string;
}

export interface ChartData {
  step: "day" | "month";
  series: ChartSeries[];
  /** One for each bar: when, and the minutes of each series. */
  bars: ({ when: string } & Record<string, number | string>)[];
}

interface Range {
  from: string;
  to: string;
}

/**
 * What the chart draws of lines by day and company: a bar for each day, also where there was no call, and one series
 * for each company. `companies` are all that the reader knows, in the order of their names: as long as there are no
 * more of them than colours, each has its own whatever the range. Of more, the largest are told from the rest.
 */
export function chartData(
  lines: UsageLine[],
  { from, to }: Range,
  companies: { id: string; name: string }[],
): ChartData {
  const step = daysBetween(from, to) > mostDays ? "month" : "day";
  const named = seriesOf(lines, companies);
  const other = { name: "other", label: "Other companies", color: otherColor };

  const bars = new Map<string, ChartData["bars"][number]>();
  for (let day = from; day <= to; day = daysAfter(day, 1)) {
    const when = step === "day" ? day : day.slice(0, 7);
    if (!bars.has(when)) bars.set(when, { when });
  }
  let needsOther = false;
  for (const { day, company_id: company, billable_minutes: minutes } of lines) {
    const bar = bars.get(step === "day" ? day! : day!.slice(0, 7));
    if (!bar) continue;
    const name = named.get(company!)?.name ?? other.name;
    needsOther ||= name === other.name;
    bar[name] = rounded(Number(bar[name] ?? 0) + minutes);
  }
  return { step, series: [...named.values(), ...(needsOther ? [other] : [])], bars: [...bars.values()] };
}

function seriesOf(lines: UsageLine[], companies: { id: string; name: string }[]): Map<string, ChartSeries> {
  const minutes = new Map<string, number>();
  for (const line of lines) {
    minutes.set(line.company_id!, (minutes.get(line.company_id!) ?? 0) + line.billable_minutes);
  }
  const present = companies.filter(({ id }) => minutes.has(id));
  const largest = present.toSorted((one, two) => minutes.get(two.id)! - minutes.get(one.id)!);
  const shown = new Set(largest.slice(0, seriesColors.length).map(({ id }) => id));
  const numbered = companies.length <= seriesColors.length ? companies : companies.filter(({ id }) => shown.has(id));
  return new Map(
    numbered.flatMap(({ id, name }, index) =>
      shown.has(id) ? [[id, { name: `company-${index}`, label: name, color: seriesColors[index]! }]] : [],
    ),
  );
}

/** Sums of two decimals have two decimals. */
function rounded(minutes: number): number {
  return Math.round(minutes * 100) / 100;
}
