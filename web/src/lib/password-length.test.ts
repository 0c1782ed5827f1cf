import { expect, test } from "vitest";
import { countPasswordCharacters } from "./password-length";

test.each([
  ["", 0],
  ["plain", 5],
  ["cafe\u0301", 4],
  ["caf\u00e9", 4],
  ["\u1112\u1161\u11ab\u1100\u116e\u11a8", 2],
  ["\u0958", 2],
  ["🦀🦀", 2],
])("the characters of %j are counted as the server counts them", (password, count) => {
  expect(countPasswordCharacters(password)).toBe(count);
});
