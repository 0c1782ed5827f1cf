import { expect, test } from "vitest";
import { dayAndTime } from "./day-time";

const now = new Date(2026, 10, 24, 15, 30);

test.each([
  [new Date(2026, 10, 24, 0, 5), "Today, 00:05"],
  [new Date(2026, 10, 23, 23, 59), "Yesterday, 23:59"],
  [new Date(2026, 10, 3, 16, 40), "3 Nov, 16:40"],
  [new Date(2025, 10, 24, 9, 0), "24 Nov 2025, 09:00"],
])("%s reads %s", (date, words) => {
  expect(dayAndTime(date, now)).toBe(words);
});

test("the first of a month has a yesterday too", () => {
  expect(dayAndTime(new Date(2026, 9, 31, 8, 0), new Date(2026, 10, 1, 8, 0))).toBe("Yesterday, 08:00");
});
