import { expect, test } from "vitest";
import { generatePassword } from "./generate-password";

test("a generated password is four groups of four characters that nobody misreads", () => {
  expect(generatePassword()).toMatch(/^[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){3}$/);
});

test("a generated password is as long as the account asks for", () => {
  expect(generatePassword(19)).toHaveLength(19);
  expect(generatePassword(20)).toHaveLength(24);
  expect(generatePassword(64)).toHaveLength(64);
});

test("two generated passwords differ", () => {
  expect(generatePassword()).not.toBe(generatePassword());
});

test("every character is as likely as any other", () => {
  const counts = new Map<string, number>();
  for (let byte = 0; byte < 256; byte++) {
    // Zeros follow the byte, so a byte that is skipped counts as the first character of the alphabet.
    const bytes = [byte, ...Array<number>(16).fill(0)];
    const first = generatePassword(0, () => bytes.shift() ?? 0).charAt(0);
    counts.set(first, (counts.get(first) ?? 0) + 1);
  }
  counts.delete("a");
  expect(new Set(counts.values())).toEqual(new Set([8]));
});
