import { expect, test } from "vitest";
import { fold } from "./fold";

test.each([
  ["Łódź", "lodz"],
  ["Bjørn Ægir", "bjorn aegir"],
  ["STRAẞE", "strasse"],
  ["O’Neil – North", "o'neil - north"],
  ["Işık", "isik"],
  ["علی", "علي"],
  ["می‌خواهم", "ميخواهم"],
])("%s is found by %s", (written, searched) => {
  expect(fold(written)).toBe(fold(searched));
});

test("Hangul is found while it is typed", () => {
  for (const typed of ["ㄱ", "기", "김"]) expect(fold("김민수").startsWith(fold(typed))).toBe(true);
});
