import { expect, test } from "vitest";
import { wordsForAttempts } from "./mail-words";

test.each([
  ["queued", 0, null],
  ["sent", 1, null],
  ["sent", 2, "Tried 2 times"],
  ["queued", 1, "Tried once"],
  ["failed", 5, "Tried 5 times"],
] as const)("a mail that is %s at attempt %i says %j", (state, attempts, words) => {
  expect(wordsForAttempts({ state, attempts })).toBe(words);
});
