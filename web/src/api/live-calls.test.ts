import { expect, test } from "vitest";
import { waitBefore } from "./live-calls";

test("a stream that is lost is asked for again soon, and then less and less often", () => {
  expect([0, 1, 2, 3, 4, 5, 6, 60].map(waitBefore)).toEqual([
    1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000,
  ]);
});
