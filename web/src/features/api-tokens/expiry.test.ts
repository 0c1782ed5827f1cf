import { expect, test } from "vitest";
import { computeExpiry } from "./expiry";

const now = new Date("2026-11-24T12:00:00Z");

test("a lifetime is a number of days from now", () => {
  expect(computeExpiry("30", now)).toBe("2026-12-24T12:00:00.000Z");
  expect(computeExpiry("365", now)).toBe("2027-11-24T12:00:00.000Z");
});
