import { expect, test } from "vitest";
import { readSignInSearch } from "./sign-in-search";

test("the wanted page is kept", () => {
  expect(readSignInSearch({ next: "/account/members?sort=-name" })).toEqual({ next: "/account/members?sort=-name" });
});

test.each(["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "agents", "/sign-in", 7])(
  "%j is no page of ours",
  (next) => {
    expect(readSignInSearch({ next })).toEqual({});
  },
);
