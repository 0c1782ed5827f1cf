import { expect, test } from "vitest";
import { getRange, readUsageSearch, toUsageQuery, listNamedRanges, withEnd } from "./usage-search";

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

test("the other end of a range moves if the range would be negative or too long", () => {
  const range = { from: "2026-03-01", to: "2026-03-24" };
  expect(withEnd(range, { from: "2026-04-02" })).toEqual({ from: "2026-04-02", to: "2026-04-02" });
  expect(withEnd(range, { to: "2026-02-10" })).toEqual({ from: "2026-02-10", to: "2026-02-10" });
  expect(withEnd(range, { from: "2020-01-01" })).toEqual({ from: "2020-01-01", to: "2023-01-05" });
  expect(withEnd(range, { to: "2026-03-05" })).toEqual({ from: "2026-03-01", to: "2026-03-05" });
});
