import { expect, test } from "vitest";
import { readSignInSearch } from "./sign-in-search";

test("a page of Rollcall is kept as the next page", () => {
  expect(readSignInSearch({ next: "/account/members?sort=-name" })).toEqual({ next: "/account/members?sort=-name" });
});

test.each(["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "agents", "/sign-in", 7])(
  "%j is not a page to open after the sign-in",
  (next) => {
    expect(readSignInSearch({ next })).toEqual({});
  },
);
