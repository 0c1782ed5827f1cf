import { expect, test } from "vitest";
import { describeAttempts, splitLinks } from "./mail-words";

test.each([
  ["queued", 0, null],
  ["sent", 1, null],
  ["sent", 2, "Tried 2 times"],
  ["queued", 1, "Tried once"],
  ["failed", 5, "Tried 5 times"],
] as const)("the attempts of an email that is %s after %i of them are described as %j", (state, attempts, words) => {
  expect(describeAttempts({ state, attempts })).toBe(words);
});

test("web addresses are links, and everything else is text", () => {
  expect(splitLinks("Choose: https://calls.example/invitation#token=a_b-c\nBye.")).toEqual([
    { text: "Choose: ", isLink: false },
    { text: "https://calls.example/invitation#token=a_b-c", isLink: true },
    { text: "\nBye.", isLink: false },
  ]);
});

test("the full stop of a sentence is not part of its link", () => {
  expect(splitLinks("Sign in at http://127.0.0.1:8080/sign-in.").at(-1)).toEqual({ text: ".", isLink: false });
});

test("nothing else becomes a link", () => {
  expect(splitLinks("javascript:alert(1) ftp://calls.example")).toEqual([
    { text: "javascript:alert(1) ftp://calls.example", isLink: false },
  ]);
});
