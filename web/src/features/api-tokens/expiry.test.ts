import { expect, test } from "vitest";
import { expiryOf, expiryWords } from "./expiry";

const now = new Date("2026-11-24T12:00:00Z");

test("a lifetime counts from now on, in days", () => {
  expect(expiryOf("30", now)).toBe("2026-12-24T12:00:00.000Z");
  expect(expiryOf("never", now)).toBeNull();
});

test("an expiry is told in words, and whether it is over", () => {
  expect(expiryWords("2026-12-24T12:00:00Z", now)).toBe("Expires on 24 Dec 2026");
  expect(expiryWords("2026-11-24T12:00:00Z", now)).toBe("Expired on 24 Nov 2026");
  expect(expiryWords(null, now)).toBe("Does not expire");
});
