import { expect, test } from "vitest";
import { rangeOf, readUsageSearch, usageQueryOf, usualRanges, withEnd } from "./usage-search";

const today = "2026-03-24";

test("without days it is the month so far", () => {
  expect(rangeOf(readUsageSearch({}), today)).toEqual({ from: "2026-03-01", to: today });
});

test("days that are none, the wrong way round or too far apart are dropped together", () => {
  for (const [from, to] of [
    ["2026-02-30", "2026-03-01"],
    ["2026-03-02", "2026-03-01"],
    ["2020-01-01", "2026-03-01"],
    ["2026-03-01", undefined],
  ]) {
    expect(readUsageSearch({ from, to, by: "month" })).toEqual({});
  }
});

test("what is asked is what the address says", () => {
  const search = readUsageSearch({ from: "2026-01-01", to: "2026-01-31", by: "agent", company_id: "north" });
  expect(usageQueryOf(search, search.by ?? "day", today)).toEqual({
    from: "2026-01-01",
    to: "2026-01-31",
    by: "agent",
    agent_id: undefined,
    company_id: "north",
  });
});

test("the usual ranges end today or with the last month", () => {
  expect(usualRanges(today).map(({ name, range }) => [name, range.from, range.to])).toEqual([
    ["This month", "2026-03-01", today],
    ["Last month", "2026-02-01", "2026-02-28"],
    ["Last 30 days", "2026-02-23", today],
    ["Last 90 days", "2025-12-25", today],
    ["This year", "2026-01-01", today],
  ]);
});

test("one end draws the other along", () => {
  const range = { from: "2026-03-01", to: "2026-03-24" };
  expect(withEnd(range, { from: "2026-04-02" })).toEqual({ from: "2026-04-02", to: "2026-04-02" });
  expect(withEnd(range, { to: "2026-02-10" })).toEqual({ from: "2026-02-10", to: "2026-02-10" });
  expect(withEnd(range, { from: "2020-01-01" })).toEqual({ from: "2020-01-01", to: "2023-01-05" });
  expect(withEnd(range, { to: "2026-03-05" })).toEqual({ from: "2026-03-01", to: "2026-03-05" });
});
