import { expect, test } from "vitest";
import { describeWait, getCity } from "./waiting-words";

const now = new Date("2026-07-03T07:30:00Z"); // a Friday, 8:30 in Lisbon

function wait(until: string | null, time_zone: string | null, reason = "hours"): string {
  return describeWait({ reason, until, time_zone }, now);
}

test("the end of a wait is said in the time of the contact's city", () => {
  expect(wait("2026-07-03T08:00:00Z", "Europe/Lisbon")).toBe("Outside hours until 9:00 in Lisbon");
  expect(wait("2026-07-06T12:00:00Z", "America/Argentina/Buenos_Aires")).toBe(
    "Outside hours until Monday 9:00 in Buenos Aires",
  );
  expect(wait("2026-07-12T23:00:00Z", "Asia/Tokyo")).toBe("Outside hours until 13 Jul 8:00 in Tokyo");
});

test("another day in the contact's time zone is named, though it is the same day elsewhere", () => {
  expect(describeWait({ reason: "hours", until: "2026-07-03T23:30:00Z", time_zone: "Asia/Tokyo" }, now)).toBe(
    "Outside hours until Saturday 8:30 in Tokyo",
  );
});

test("a start and the next call are times, not waits", () => {
  expect(wait("2026-07-06T12:00:00Z", null, "start")).toMatch(/^Starts: Monday \d+:00$/);
  expect(wait("2026-07-03T07:31:00Z", null, "calls_per_hour")).toMatch(/^Next call: \d+:31$/);
  expect(wait(null, null, "audience")).toBe("Contacts are being added");
});

test("now and until are not said together", () => {
  expect(wait("2026-07-03T07:31:00Z", null, "not_callable")).toMatch(/^Not callable until \d+:31$/);
  expect(wait("2026-07-03T07:31:00Z", null, "platform")).toMatch(/^The platform accepts no more calls until \d+:31$/);
  expect(wait(null, null, "not_callable")).toBe("Not callable now");
  expect(wait("2026-07-03T07:31:00Z", null, "number_busy")).toMatch(/ by another campaign\. Next attempt: \d+:31$/);
});

test("what is not known is not said", () => {
  expect(wait(null, "Europe/Lisbon")).toBe("Outside hours");
  expect(wait(null, null, "number_busy")).toBe("The number is being called by another campaign");
  expect(wait(null, null, "something_new")).toBe("Waiting");
  expect(wait("2026-07-03T08:00:00Z", "Nowhere/Atlantis")).toMatch(/^Outside hours until .* in Atlantis$/);
});

test("a time zone without a city is named as it is", () => {
  expect(getCity("UTC")).toBe("UTC");
});
