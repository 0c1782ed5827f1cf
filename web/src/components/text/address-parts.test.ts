import { expect, test } from "vitest";
import { splitAddress } from "./address-parts";

test.each([
  ["ada.okafor@harbour.example", ["ada.", "okafor", "@harbour.", "example"]],
  ["https://calls.example/a_b-c", ["https://", "calls.", "example/", "a_", "b-", "c"]],
  [".@.", [".", "@."]],
  ["", []],
])("%s may be broken between %j", (address, parts) => {
  expect(splitAddress(address)).toEqual(parts);
});
