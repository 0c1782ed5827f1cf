import { expect, test } from "vitest";
import { clockTime } from "./duration";

test.each([
  [0, "0:00"],
  [42.9, "0:42"],
  [725, "12:05"],
  [3727, "1:02:07"],
  [-1, "0:00"],
])("%d seconds read %s", (seconds, text) => {
  expect(clockTime(seconds)).toBe(text);
});
