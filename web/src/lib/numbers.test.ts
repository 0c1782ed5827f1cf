import { expect, test } from "vitest";
import { formatCost, formatCount, formatMinutes } from "./numbers";

test("minutes have two decimals", () => {
  expect([0, 1.5, 1234.567].map(formatMinutes)).toEqual(["0.00", "1.50", "1,234.57"]);
});

test("cost is in dollars, and an amount below a cent keeps its digits", () => {
  expect([0, 0.25, 1240, 0.0042].map(formatCost)).toEqual(["$0.00", "$0.25", "$1,240.00", "$0.0042"]);
});

test("a noun is singular or plural by its count", () => {
  expect([0, 1, 1240].map((count) => formatCount(count, "call"))).toEqual(["0 calls", "1 call", "1,240 calls"]);
});
