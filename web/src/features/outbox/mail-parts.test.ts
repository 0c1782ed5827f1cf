import { expect, test } from "vitest";
import { partsOf } from "./mail-parts";

test("addresses of pages are links, and all else is text", () => {
  expect(partsOf("Choose: https://calls.example/invitation#token=a_b-c\nBye.")).toEqual([
    { text: "Choose: ", isLink: false },
    { text: "https://calls.example/invitation#token=a_b-c", isLink: true },
    { text: "\nBye.", isLink: false },
  ]);
});

test("the full stop of a sentence is no part of its link", () => {
  expect(partsOf("Sign in at http://127.0.0.1:8080/sign-in.").at(-1)).toEqual({ text: ".", isLink: false });
});

test("nothing else becomes a link", () => {
  expect(partsOf("javascript:alert(1) ftp://calls.example")).toEqual([
    { text: "javascript:alert(1) ftp://calls.example", isLink: false },
  ]);
});
