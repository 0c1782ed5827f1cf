import { expect, test } from "vitest";
import { compare, describeSameDays, getSameDaysOfLastMonth } from "./comparison";

test.each([
  ["2026-11-28", "2026-10-01", "2026-10-28"],
  ["2026-11-01", "2026-10-01", "2026-10-01"],
  ["2027-03-31", "2027-02-01", "2027-02-28"],
  ["2028-03-30", "2028-02-01", "2028-02-29"],
  ["2027-01-05", "2026-12-01", "2026-12-05"],
])("on %s the same days of last month are from %s to %s", (today, from, to) => {
  expect(getSameDaysOfLastMonth(today)).toEqual({ from, to });
});

test.each([
  ["2026-11-28", "in the same period of October"],
  ["2026-11-30", "in the same period of October"],
  ["2026-12-01", "on 1 November"],
  ["2027-03-31", "in all of February"],
  ["2027-02-28", "in the same period of January"],
])("on %s figures are compared with those %s", (today, words) => {
  expect(describeSameDays(today, getSameDaysOfLastMonth(today))).toBe(words);
});

test("a figure is compared in words", () => {
  const when = "in the same period of October";
  expect(compare(412, 340, when, String)).toBe("72 more than in the same period of October (340)");
  expect(compare(300, 340, when, String)).toBe("40 fewer than in the same period of October (340)");
  expect(compare(340, 340, when, String)).toBe("Same as in the same period of October");
  expect(compare(300, 340, when, String, "less")).toBe("40 less than in the same period of October (340)");
  expect(compare(5, 0, when, String)).toBe("None in the same period of October");
});
