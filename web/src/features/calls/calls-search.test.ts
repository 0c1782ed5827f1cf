import { expect, test } from "vitest";
import { isFiltered } from "../../shared/list/list-search";
import { callFilters, toCallFilter, readCallsSearch } from "./calls-search";

test("values that the API would refuse are dropped from the address", () => {
  const raw = { search: "  ", agent_id: "", from: "yesterday", to: "2026-02-30", status: "lost", direction: "up" };
  expect(readCallsSearch({ ...raw, sort: "name", cursor: "abc" })).toEqual({ cursor: "abc" });
});

test("a last day before the first one is dropped", () => {
  expect(readCallsSearch({ from: "2026-11-02", to: "2026-11-01" })).toEqual({ from: "2026-11-02" });
  expect(readCallsSearch({ from: "2026-11-02", to: "2026-11-02" })).toEqual({ from: "2026-11-02", to: "2026-11-02" });
});

test("known filters are kept", () => {
  const raw = { search: "berth", agent_id: "a", company_id: "c", from: "2026-11-01", to: "2026-11-30" };
  const more = { status: "ended", direction: "web", outcome: "unknown", min_seconds: 0, max_seconds: 90 };
  const all = { ...raw, ...more, has_recording: true };
  expect(readCallsSearch(all)).toEqual(all);
  expect(readCallsSearch({ min_seconds: "90", max_seconds: "1.5", has_recording: "true" })).toEqual({
    min_seconds: 90,
    has_recording: true,
  });
});

test("the last day is included to its end, in the account's time zone", () => {
  const { from, to } = toCallFilter({ from: "2026-11-24", to: "2026-11-24" }, "Asia/Tokyo");
  expect(from).toBe("2026-11-23T15:00:00.000Z");
  expect(to).toBe("2026-11-24T15:00:00.000Z");
});

test.each([
  ["+49 (30) 1234-567", { phone: "+49 (30) 1234-567" }],
  [" 030/1234567 ", { phone: "030/1234567" }],
  ["٠٣٠١٢٣٤", { phone: "٠٣٠١٢٣٤" }],
  ["berth 1234567", { search: "berth 1234567" }],
  ["1234", { search: "1234" }],
  ['"1234567"', { search: '"1234567"' }],
])("%j is searched for as %j", (search, wanted) => {
  const { phone, search: words } = toCallFilter({ search }, "UTC");
  expect({ phone, search: words }).toEqual({ phone: undefined, search: undefined, ...wanted });
});

test("the position in the list is not a filter", () => {
  expect(isFiltered({ cursor: "abc", limit: 10 }, callFilters)).toBe(false);
  expect(isFiltered({ status: "failed" }, callFilters)).toBe(true);
});
