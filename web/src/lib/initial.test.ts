import { expect, test } from "vitest";
import { getHue, getInitial } from "./initial";

test.each([
  ["José", "J"],
  ["élodie", "É"],
  ["  anna", "A"],
  ["(Bob)", "B"],
  ["ßmann", "ß"],
  ["محمد", "م"],
  ["田中太郎", "田"],
  ["👩‍🚀 Ada", "👩‍🚀"],
  ["🇫🇷 Léa", "🇫🇷"],
  ["e\u0301va", "E\u0301"],
  ["7even", "7"],
  ["—", "?"],
  ["", "?"],
])("the initial of %j is %j", (name, initial) => {
  expect(getInitial(name)).toBe(initial);
});

test("the same text has the same hue, and other texts have others", () => {
  expect(getHue("a")).toBe(getHue("a"));
  expect(new Set(["a", "b", "c", "d", "e", "f"].map(getHue)).size).toBeGreaterThan(2);
});
