import { expect, test } from "vitest";
import { getRetryDelay } from "./live-calls";

test("a lost stream is requested again soon, and then at growing intervals", () => {
  expect([0, 1, 2, 3, 4, 5, 6, 60].map(getRetryDelay)).toEqual([
    1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000,
  ]);
});
