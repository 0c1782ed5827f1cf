import { expect, test } from "vitest";
import { getChanges } from "./company-draft";

test("the update of a company has the fields that were changed, and null for a country that was cleared", () => {
  const base = { name: "North", country: "GB" };
  expect(getChanges(base, base)).toEqual({});
  expect(getChanges(base, { ...base, name: " Nordland " })).toEqual({ name: "Nordland" });
  expect(getChanges(base, { ...base, country: null })).toEqual({ country: null });
});
