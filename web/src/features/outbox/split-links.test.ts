import { expect, test } from "vitest";
import { splitLinks } from "./split-links";

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
