import { expect, test } from "vitest";
import { describeAttempts } from "./mail-words";

test.each([
  ["queued", 0, null],
  ["sent", 1, null],
  ["sent", 2, "Tried 2 times"],
  ["queued", 1, "Tried once"],
  ["failed", 5, "Tried 5 times"],
] as const)("the attempts of an email that is %s after %i of them are described as %j", (state, attempts, words) => {
  expect(describeAttempts({ state, attempts })).toBe(words);
});
