import { describe, expect, test } from "vitest";
import { formatDayAndTime, formatDuration, formatTimeAgo, isLongAgo } from "./times";

describe("time ago", () => {
  const now = new Date("2026-03-10T12:00:00Z");

  test.each([
    ["2026-03-10T11:59:30Z", "just now"],
    ["2026-03-10T12:00:30Z", "just now"],
    ["2026-03-10T11:55:00Z", "5 minutes ago"],
    ["2026-03-10T09:10:00Z", "2 hours ago"],
    ["2026-03-09T11:00:00Z", "yesterday"],
    ["2026-02-26T11:00:00Z", "12 days ago"],
  ])("%s is described as %s", (at, text) => {
    expect(formatTimeAgo(new Date(at), now)).toBe(text);
  });

  test("after a month the date is shown instead", () => {
    expect(isLongAgo(new Date("2026-02-20T12:00:00Z"), now)).toBe(false);
    expect(isLongAgo(new Date("2026-01-20T12:00:00Z"), now)).toBe(true);
  });
});

describe("day and time", () => {
  const now = new Date(2026, 10, 24, 15, 30);

  test.each([
    [new Date(2026, 10, 24, 0, 5), "Today, 00:05"],
    [new Date(2026, 10, 23, 23, 59), "Yesterday, 23:59"],
    [new Date(2026, 10, 3, 16, 40), "3 Nov, 16:40"],
    [new Date(2025, 10, 24, 9, 0), "24 Nov 2025, 09:00"],
  ])("%s is formatted as %s", (date, words) => {
    expect(formatDayAndTime(date, now)).toBe(words);
  });

  test("the last day of the previous month can be yesterday", () => {
    expect(formatDayAndTime(new Date(2026, 9, 31, 8, 0), new Date(2026, 10, 1, 8, 0))).toBe("Yesterday, 08:00");
  });
});

test.each([
  [0, "0:00"],
  [42.9, "0:42"],
  [725, "12:05"],
  [3727, "1:02:07"],
  [-1, "0:00"],
])("a duration of %d seconds is formatted as %s", (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});
