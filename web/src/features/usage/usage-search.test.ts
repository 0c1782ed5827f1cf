import { expect, test } from "vitest";
import { getRange, readUsageSearch, toUsageQuery, listNamedRanges, getLimits } from "./usage-search";

const today = "2026-03-24";

test("without days it is the current month up to today", () => {
  expect(getRange(readUsageSearch({}), today)).toEqual({ from: "2026-03-01", to: today });
});

test("both days are dropped if one is invalid, they are in the wrong order, or they are too far apart", () => {
  for (const [from, to] of [
    ["2026-02-30", "2026-03-01"],
    ["2026-03-02", "2026-03-01"],
    ["2020-01-01", "2026-03-01"],
    ["2026-03-01", undefined],
  ]) {
    expect(readUsageSearch({ from, to, by: "month" })).toEqual({});
  }
});

test("the query has the parameters of the address", () => {
  const search = readUsageSearch({ from: "2026-01-01", to: "2026-01-31", by: "agent", company_id: "north" });
  expect(toUsageQuery(search, search.by ?? "day", today)).toEqual({
    from: "2026-01-01",
    to: "2026-01-31",
    by: "agent",
    agent_id: undefined,
    company_id: "north",
  });
});

test("each named range ends today or with the last month", () => {
  expect(listNamedRanges(today).map(({ name, range }) => [name, range.from, range.to])).toEqual([
    ["This month", "2026-03-01", today],
    ["Last month", "2026-02-01", "2026-02-28"],
    ["Last 30 days", "2026-02-23", today],
    ["Last 90 days", "2025-12-25", today],
    ["This year", "2026-01-01", today],
  ]);
});

test("an end of a range may be chosen so that the range is neither negative nor too long", () => {
  expect(getLimits({ from: "2026-03-01", to: "2026-03-24" })).toEqual({
    from: { min: "2023-03-20", max: "2026-03-24" },
    to: { min: "2026-03-01", max: "2029-03-05" },
  });
});
