import { expect, test } from "vitest";
import { otherNumber, wordsForOther, wordsForResult } from "./call-words";

test.each([
  ["ended", "successful", "Successful"],
  ["ended", "unknown", "Outcome unknown"],
  ["ended", null, "Ended"],
  ["ongoing", null, "Ongoing"],
  ["failed", "unsuccessful", "Not connected"],
] as const)("a call that has %s with the outcome %s reads %s", (status, outcome, words) => {
  expect(wordsForResult({ status, outcome })).toBe(words);
});

const numbers = { from_number: "+44 20 7946 0018", to_number: "+46 8 123 456" };

test("the other side is who called, or who was called", () => {
  expect(otherNumber({ ...numbers, direction: "inbound" })).toBe(numbers.from_number);
  expect(otherNumber({ ...numbers, direction: "outbound" })).toBe(numbers.to_number);
  expect(otherNumber({ ...numbers, direction: null })).toBe(numbers.from_number);
});

test("a call without a number is called by what is known of it", () => {
  expect(wordsForOther({ direction: "web", from_number: null, to_number: null })).toBe("Web call");
  expect(wordsForOther({ direction: "inbound", from_number: null, to_number: "+46 8 123 456" })).toBe("Unknown number");
});
