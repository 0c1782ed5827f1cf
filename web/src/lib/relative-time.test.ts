import { expect, test } from "vitest";
import { longAgo, relativeTime } from "./relative-time";

const now = new Date("2026-03-10T12:00:00Z");

test.each([
  ["2026-03-10T11:59:30Z", "just now"],
  ["2026-03-10T12:00:30Z", "just now"],
  ["2026-03-10T11:55:00Z", "5 minutes ago"],
  ["2026-03-10T09:10:00Z", "2 hours ago"],
  ["2026-03-09T11:00:00Z", "yesterday"],
  ["2026-02-26T11:00:00Z", "12 days ago"],
])("%s was %s", (at, text) => {
  expect(relativeTime(new Date(at), now)).toBe(text);
});

test("after a month the date says more", () => {
  expect(longAgo(new Date("2026-02-20T12:00:00Z"), now)).toBe(false);
  expect(longAgo(new Date("2026-01-20T12:00:00Z"), now)).toBe(true);
});
