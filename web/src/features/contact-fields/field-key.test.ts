import { expect, test } from "vitest";
import { splitChoices, suggestKey } from "./field-key";

test("a key is suggested for a label with Latin letters", () => {
  expect(["Contract No.", "Größe (cm)", "2nd phone", "Straße"].map(suggestKey)).toEqual([
    "contract_no",
    "grosse_cm",
    "nd_phone",
    "strasse",
  ]);
  expect(suggestKey("x".repeat(80))).toHaveLength(50);
});

test("no key is suggested for a label in another script", () => {
  expect([suggestKey("契約番号"), suggestKey("رقم العقد"), suggestKey("")]).toEqual(["", "", ""]);
});

test("choices are one a line, without empty lines", () => {
  expect(splitChoices(" Gold \n\nSilver\n")).toEqual(["Gold", "Silver"]);
});
