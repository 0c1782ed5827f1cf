import { expect, test } from "vitest";
import type { CallSummary } from "../../api/schema";
import { getLiveUpdate } from "./use-live-list";

const page = {
  items: [{ id: "a" }, { id: "b" }] as CallSummary[],
  next_cursor: null,
  previous_cursor: "before",
};

test("the first page is read again for any call", () => {
  expect(getLiveUpdate(page, true, ["z"])).toEqual({ refetches: true, hasOthers: false });
});

test("a later page keeps its rows and says that other calls are new or have changed", () => {
  expect(getLiveUpdate(page, false, ["z"])).toEqual({ refetches: false, hasOthers: true });
});

test("a later page is read again if one of its calls has changed", () => {
  expect(getLiveUpdate(page, false, ["b"])).toEqual({ refetches: true, hasOthers: false });
});

test("after an interruption a later page is read again, and says nothing of other calls", () => {
  expect(getLiveUpdate(page, false, null)).toEqual({ refetches: true, hasOthers: false });
});
