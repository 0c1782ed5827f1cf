import { expect, test } from "vitest";
import { getExternalIdChanges, rebaseExternalIds } from "./external-ids-draft";

const id = (external_id: string, connection_id = "one") => ({ connection_id, external_id });
const rebased = (base: string[], draft: string[], saved: string[]) => {
  const [first, second, third] = [base, draft, saved].map((ids) => ({ rows: ids.map((name) => id(name)) }));
  return rebaseExternalIds(first!, second!, third!).draft.rows.map(({ external_id }) => external_id);
};

test("what was added and removed here is kept on top of what somebody else has saved", () => {
  expect(rebased(["a"], ["a", "c"], ["a", "b"])).toEqual(["a", "b", "c"]);
  expect(rebased(["a", "b"], ["b"], ["a", "b", "c"])).toEqual(["b", "c"]);
  expect(rebased(["a"], ["changed"], ["a", "b"])).toEqual(["b", "changed"]);
  expect(rebased(["a"], ["a", ""], ["b"])).toEqual(["b", ""]);
});

test("an ID that both have added is there once", () => {
  expect(rebased([], ["a"], ["a"])).toEqual(["a"]);
});

test("the same ID at another connection is another one", () => {
  const rows = rebaseExternalIds({ rows: [] }, { rows: [id("a")] }, { rows: [id("a", "two")] }).draft.rows;
  expect(rows).toEqual([id("a", "two"), id("a")]);
});

test("an empty row is not saved, unless it is an ID that is saved already", () => {
  expect(getExternalIdChanges({ rows: [id("a")] }, { rows: [id("a"), id(" ")] })).toEqual({});
  expect(getExternalIdChanges({ rows: [id("")] }, { rows: [id("")] })).toEqual({});
  expect(getExternalIdChanges({ rows: [id("")] }, { rows: [id(""), id("b ")] })).toEqual({ items: [id(""), id("b")] });
  expect(getExternalIdChanges({ rows: [id("")] }, { rows: [] })).toEqual({ items: [] });
  expect(getExternalIdChanges({ rows: [id("")] }, { rows: [id(""), id("")] })).toEqual({});
});
