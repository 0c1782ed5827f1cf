import { expect, test } from "vitest";
import type { UsageLine } from "../../api/schema";
import { otherColor, seriesColors, toChartData } from "./chart-data";

const companies = [
  { id: "north", name: "North" },
  { id: "south", name: "South" },
];
const line = (day: string, company_id: string, billable_minutes: number): UsageLine => ({
  day,
  company_id,
  company_name: company_id,
  calls: 1,
  billable_minutes,
  prices: [],
  calls_without_rate: 1,
});

test("each day has a bar, also one without calls", () => {
  const lines = [line("2026-11-01", "north", 2.5), line("2026-11-03", "south", 1)];
  expect(toChartData(lines, { from: "2026-11-01", to: "2026-11-03" }, companies).bars).toEqual([
    { when: "2026-11-01", "company-0": 2.5 },
    { when: "2026-11-02" },
    { when: "2026-11-03", "company-1": 1 },
  ]);
});

test("a company keeps its colour if others have no calls", () => {
  const { series } = toChartData([line("2026-11-01", "south", 1)], { from: "2026-11-01", to: "2026-11-01" }, companies);
  expect(series).toEqual([{ name: "company-1", label: "South", color: seriesColors[1] }]);
});

test("companies keep their colours when one is created whose name comes before theirs", () => {
  const range = { from: "2026-11-01", to: "2026-11-01" };
  const lines = [line("2026-11-01", "north", 1), line("2026-11-01", "south", 1)];
  const colors = (all: typeof companies) =>
    new Map(toChartData(lines, range, all).series.map(({ label, color }) => [label, color]));
  expect(colors([{ id: "zebra", name: "AAA" }, ...companies])).toEqual(colors(companies));
});

test("a long range has a bar for each month, and sums without stray digits", () => {
  const lines = [line("2026-01-30", "north", 0.1), line("2026-01-31", "north", 0.2), line("2026-05-01", "north", 3)];
  const { step, bars } = toChartData(lines, { from: "2026-01-01", to: "2026-05-02" }, companies);
  expect(step).toBe("month");
  expect(bars).toEqual([
    { when: "2026-01", "company-0": 0.3 },
    { when: "2026-02" },
    { when: "2026-03" },
    { when: "2026-04" },
    { when: "2026-05", "company-0": 3 },
  ]);
});

test("of more companies than colours, the smallest are drawn as one", () => {
  const many = Array.from({ length: 8 }, (_, index) => ({ id: `c${index}`, name: `Company ${index}` }));
  const lines = many.map(({ id }, index) => line("2026-11-01", id, index + 1));
  const { series, bars } = toChartData(lines, { from: "2026-11-01", to: "2026-11-01" }, many);
  expect(series.map(({ label }) => label)).toEqual([...many.slice(2).map(({ name }) => name), "Other companies"]);
  expect(series.at(-1)!.color).toBe(otherColor);
  expect(bars[0]!["other"]).toBe(1 + 2);
});
