import { expect, test } from "vitest";
import { describeDelivery } from "./member-words";

test.each([
  ["none", null, "No mail"],
  ["queued", null, "Mail waits"],
  ["queued", "The mail server cannot be reached.", "Mail waits: The mail server cannot be reached."],
  ["sent", null, "Mail sent"],
  ["kept", null, "Mail kept in the Outbox"],
  ["failed", "The mail server refused it.", "Mail failed: The mail server refused it."],
] as const)("an email that is %s because of %j is described as %j", (state, reason, words) => {
  expect(describeDelivery({ state, reason })).toBe(words);
});
