import { expect, test } from "vitest";
import { describeEnd, getOtherNumber, describeOtherParty, describeResult } from "./call-words";

test.each([
  ["ended", "successful", "Successful"],
  ["ended", "unknown", "Outcome unknown"],
  ["ended", null, "Ended"],
  ["ongoing", null, "Ongoing"],
  ["failed", "unsuccessful", "Not connected"],
] as const)("a call with the status %s and the outcome %s is described as %s", (status, outcome, words) => {
  expect(describeResult({ status, outcome })).toBe(words);
});

const numbers = { from_number: "+44 20 7946 0018", to_number: "+46 8 123 456" };

test("the other party is the caller, or the called number of an outgoing call", () => {
  expect(getOtherNumber({ ...numbers, direction: "inbound" })).toBe(numbers.from_number);
  expect(getOtherNumber({ ...numbers, direction: "outbound" })).toBe(numbers.to_number);
  expect(getOtherNumber({ ...numbers, direction: null })).toBe(numbers.from_number);
});

test("a call without a number is named by its direction", () => {
  expect(describeOtherParty({ direction: "web", from_number: null, to_number: null })).toBe("Web call");
  expect(describeOtherParty({ direction: "inbound", from_number: null, to_number: "+46 8 123 456" })).toBe(
    "Unknown number",
  );
});

test("common ends of calls have plain words, and others are shown as they were sent", () => {
  expect(["customer-ended-call", "user_hangup", "toString", "ended by 7"].map(describeEnd)).toEqual([
    "caller",
    "caller",
    "toString",
    "ended by 7",
  ]);
});
