import { expect, test } from "vitest";
import { getChanges } from "./segment-draft";

test("the update of a segment has the fields that were changed, without white space around them, and null for an emptied one", () => {
  const base = { name: "VIP", description: "Boat show" };
  expect(getChanges(base, base)).toEqual({});
  expect(getChanges(base, { ...base, name: " Fleet owners " })).toEqual({ name: "Fleet owners" });
  expect(getChanges(base, { ...base, description: " " })).toEqual({ description: null });
});
