import { expect, test } from "vitest";
import { isFiltered } from "../../shared/list/list-search";
import { callFilters, toCallFilter, readCallsSearch } from "./calls-search";

test("values that the API would refuse are dropped from the address", () => {
  const raw = { search: "  ", agent_id: "", from: "yesterday", to: "2026-02-30", status: "lost", direction: "up" };
  expect(readCallsSearch({ ...raw, sort: "name", cursor: "abc" })).toEqual({ cursor: "abc" });
});

test("known filters are kept", () => {
  const raw = { search: "berth", agent_id: "a", company_id: "c", from: "2026-11-01", to: "2026-11-30" };
  const all = { ...raw, status: "ended", direction: "web" };
  expect(readCallsSearch(all)).toEqual(all);
});

test("the last day is included to its end", () => {
  const { from, to } = toCallFilter({ from: "2026-11-24", to: "2026-11-24" });
  expect(from).toBe(new Date(2026, 10, 24).toISOString());
  expect(to).toBe(new Date(2026, 10, 25).toISOString());
});

test("the position in the list is not a filter", () => {
  expect(isFiltered({ cursor: "abc", limit: 10 }, callFilters)).toBe(false);
  expect(isFiltered({ status: "failed" }, callFilters)).toBe(true);
});
