import { expect, test } from "vitest";
import { describeDelivery } from "./member-words";

test.each([
  ["none", null, "Invited"],
  ["queued", null, "Sending…"],
  ["queued", "The mail server cannot be reached.", "Email delayed"],
  ["sent", null, "Email sent"],
  ["kept", null, "Not sent (no mail server)"],
  ["failed", "The mail server refused it.", "Email failed"],
] as const)("an email that is %s because of %j is described as %j", (state, reason, words) => {
  expect(describeDelivery({ state, reason })).toBe(words);
});
