import { describe, expect, test } from "vitest";
import { describeExactly, formatDate, formatDayAndTime, formatDuration, formatEvidence, formatTimeAgo } from "./times";

describe("time ago", () => {
  const now = new Date("2026-03-10T12:00:00Z");

  test.each([
    ["2026-03-10T11:59:30Z", "just now"],
    ["2026-03-10T12:00:30Z", "just now"],
    ["2026-03-10T11:55:00Z", "5 minutes ago"],
    ["2026-03-10T09:10:00Z", "2 hours ago"],
    ["2026-03-09T11:00:00Z", "yesterday"],
    ["2026-03-08T13:00:00Z", "2 days ago"],
    ["2026-03-04T11:00:00Z", "6 days ago"],
    ["2026-03-03T11:00:00Z", "3 Mar 2026"],
    ["2026-03-10T12:05:10Z", "in 5 minutes"],
    ["2026-03-11T23:00:00Z", "tomorrow"],
    ["2026-03-12T01:00:00Z", "in 2 days"],
    ["2026-03-17T11:59:59Z", "in 7 days"],
    ["2026-03-18T12:00:00Z", "18 Mar 2026"],
  ])("%s is described as %s", (at, text) => {
    expect(formatTimeAgo(new Date(at), now, "UTC")).toBe(text);
  });
});

test("the days between are those of the time zone", () => {
  const now = new Date("2026-03-10T12:00:00Z");
  expect(formatTimeAgo(new Date("2026-03-09T03:00:00Z"), now, "UTC")).toBe("yesterday");
  expect(formatTimeAgo(new Date("2026-03-09T03:00:00Z"), now, "America/New_York")).toBe("2 days ago");
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

describe("in a time zone", () => {
  // Its clocks are 45 minutes off those of nearly every reader.
  const zone = "Pacific/Chatham";
  const date = new Date("2026-11-24T10:30:00Z");

  test("days are those of the zone, and another time than the reader's names it", () => {
    expect(formatDate(date, zone)).toBe("25 Nov 2026");
    expect(formatDayAndTime(date, new Date("2026-11-24T11:00:00Z"), zone)).toBe("Today, 00:15 GMT+13:45");
    expect(formatDayAndTime(date, new Date("2026-11-25T11:00:00Z"), zone)).toBe("Yesterday, 00:15 GMT+13:45");
    expect(formatEvidence(date, zone)).toBe("25 Nov 2026, 00:15:00 GMT+13:45");
  });

  test("the exact time has the name of the zone, and the reader's time where it is another one", () => {
    const reader = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    expect(describeExactly(date, zone).split("\n")).toEqual([
      expect.stringMatching(/^Wednesday,? 25 November 2026 at 00:15:00 \(Pacific\/Chatham\)$/),
      expect.stringMatching(new RegExp(`your time \\(${reader}\\)$`)),
    ]);
    expect(describeExactly(date, reader).split("\n")).toHaveLength(1);
  });

  test("a zone that the browser does not know is not used", () => {
    expect(formatDayAndTime(date, date, "Nowhere/Atlantis")).toBe(formatDayAndTime(date, date));
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
