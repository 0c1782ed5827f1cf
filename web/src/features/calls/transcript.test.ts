import { expect, test } from "vitest";
import type { Turn } from "../../api/schema";
import { findTurnAt } from "./transcript";

const turn = (start_seconds: number | null): Turn => ({ role: "agent", text: "", start_seconds, end_seconds: null });

test("the turn at a moment is the last one that has started", () => {
  const turns = [turn(0.5), turn(4), turn(9)];
  expect([0, 0.5, 3.9, 4, 8, 100].map((seconds) => findTurnAt(turns, seconds))).toEqual([null, 0, 0, 1, 1, 2]);
});

test("turns without a time are skipped", () => {
  expect(findTurnAt([turn(0), turn(null), turn(3)], 2)).toBe(0);
  expect(findTurnAt([turn(null)], 2)).toBeNull();
});

test("turns that overlap are ordered by their start, not by their position", () => {
  expect(findTurnAt([turn(0), turn(5), turn(4)], 6)).toBe(1);
});
