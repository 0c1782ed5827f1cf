import { expect, test } from "vitest";
import { readSignInSearch } from "../features/sign-in/sign-in-search";
import { onlyKnown } from "./only-known";

test("what a page does not read is not left to it from the address", () => {
  const raw = { next: "https://elsewhere.example/x", ended: "true", colour: "red" };
  const merged = { ...raw, ...onlyKnown(readSignInSearch)(raw) };
  expect(merged).toEqual({ ended: "true" });
  expect(merged.next).toBeUndefined();
});

test("what a page reads stays as it reads it", () => {
  const raw = { next: "/account/../agents" };
  expect({ ...raw, ...onlyKnown(readSignInSearch)(raw) }).toEqual({ next: "/agents" });
});
