import { expect, test } from "vitest";
import type { Turn } from "../../api/schema";
import { turnAt } from "./turns";

const turn = (start_seconds: number | null): Turn => ({ role: "agent", text: "", start_seconds, end_seconds: null });

test("the turn of a moment is the last that has begun", () => {
  const turns = [turn(0.5), turn(4), turn(9)];
  expect([0, 0.5, 3.9, 4, 8, 100].map((seconds) => turnAt(turns, seconds))).toEqual([null, 0, 0, 1, 1, 2]);
});

test("turns without a time are passed over", () => {
  expect(turnAt([turn(0), turn(null), turn(3)], 2)).toBe(0);
  expect(turnAt([turn(null)], 2)).toBeNull();
});

test("turns that overlap follow their times, not their order", () => {
  expect(turnAt([turn(0), turn(5), turn(4)], 6)).toBe(1);
});
