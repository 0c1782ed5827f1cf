import type { UsageLine } from "../../api/schema";
import { addDays, countDays } from "../../lib/days";

/** The longest range that has a bar for each day. Longer ones have a bar for each month. */
const mostDays = 93;

/** The colours of Okabe and Ito, which can be told apart by most people, also with red-green colour blindness. */
export const seriesColors = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00"] as const;

export const otherColor = "#8a9096";

interface ChartSeries {
  /** The key of its part of a bar. */
  name: string;
  label: string;
  color: string;
}

export interface ChartData {
  step: "day" | "month";
  series: ChartSeries[];
  /** For each bar the day or month, and the minutes of each series. */
  bars: ({ when: string } & Record<string, number | string>)[];
}

interface Range {
  from: string;
  to: string;
}

/**
 * The chart of lines by day and company: a bar for each day, also for days without a call, and one series for each
 * company. `companies` are all companies of the caller, ordered by name. If there are enough colours, each company has the
 * same one in every range, also after others are created; if not, the companies with the most minutes have a colour each,
 * and the rest share one.
 */
export function toChartData(
  lines: UsageLine[],
  { from, to }: Range,
  companies: { id: string; name: string }[],
): ChartData {
  const step = countDays(from, to) > mostDays ? "month" : "day";
  const named = assignSeries(lines, companies);
  const other = { name: "other", label: "Other companies", color: otherColor };

  const bars = new Map<string, ChartData["bars"][number]>();
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const when = step === "day" ? day : day.slice(0, 7);
    if (!bars.has(when)) bars.set(when, { when });
  }
  let needsOther = false;
  for (const { day, company_id: company, billable_minutes: minutes } of lines) {
    const bar = bars.get(step === "day" ? day! : day!.slice(0, 7));
    if (!bar) continue;
    const name = named.get(company!)?.name ?? other.name;
    needsOther ||= name === other.name;
    bar[name] = roundToHundredths(Number(bar[name] ?? 0) + minutes);
  }
  return { step, series: [...named.values(), ...(needsOther ? [other] : [])], bars: [...bars.values()] };
}

function assignSeries(lines: UsageLine[], companies: { id: string; name: string }[]): Map<string, ChartSeries> {
  const minutes = new Map<string, number>();
  for (const line of lines) {
    minutes.set(line.company_id!, (minutes.get(line.company_id!) ?? 0) + line.billable_minutes);
  }
  const present = companies.filter(({ id }) => minutes.has(id));
  const largest = present.toSorted((one, two) => minutes.get(two.id)! - minutes.get(one.id)!);
  const shown = new Set(largest.slice(0, seriesColors.length).map(({ id }) => id));
  const colored = companies.length <= seriesColors.length ? companies : companies.filter(({ id }) => shown.has(id));
  // Ids grow with the time of creation.
  const oldestFirst = colored.map(({ id }) => id).sort();
  return new Map(
    colored.flatMap(({ id, name }) => {
      const index = oldestFirst.indexOf(id);
      return shown.has(id) ? [[id, { name: `company-${index}`, label: name, color: seriesColors[index]! }]] : [];
    }),
  );
}

/** Removes the stray digits of a sum of numbers with two decimals. */
function roundToHundredths(minutes: number): number {
  return Math.round(minutes * 100) / 100;
}
