import { expect, test } from "vitest";
import type { CallsPerDay } from "../../api/schema";
import { toBars } from "./calls-per-day";

const counted = (more: Partial<CallsPerDay> = {}): CallsPerDay => ({
  from: "2026-11-01",
  to: "2026-11-05",
  time_zone: "UTC",
  items: [
    { day: "2026-11-02", calls: 3 },
    { day: "2026-11-05", calls: 4 },
  ],
  counted_from: null,
  ...more,
});

test("each day has a bar, also one without calls", () => {
  expect(toBars(counted(), 30).map(({ calls }) => calls)).toEqual([0, 3, 0, 0, 4]);
});

test("where there is no room, days share a bar, and the last one ends with the range", () => {
  expect(toBars(counted(), 3)).toEqual([
    { from: "2026-11-01", to: "2026-11-01", calls: 0 },
    { from: "2026-11-02", to: "2026-11-03", calls: 3 },
    { from: "2026-11-04", to: "2026-11-05", calls: 4 },
  ]);
});

test("days that are not counted have no bar", () => {
  expect(toBars(counted({ counted_from: "2026-11-04" }), 30).map(({ from }) => from)).toEqual([
    "2026-11-04",
    "2026-11-05",
  ]);
  expect(toBars(counted({ counted_from: "2026-11-06" }), 30)).toEqual([]);
});
