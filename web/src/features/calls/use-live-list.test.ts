import { expect, test } from "vitest";
import type { CallSummary } from "../../api/schema";
import { getLiveUpdate } from "./use-live-list";

const page = {
  items: [{ id: "a" }, { id: "b" }] as CallSummary[],
  next_cursor: null,
  previous_cursor: "before",
};

test("the first page is read again for any call", () => {
  expect(getLiveUpdate(page, true, ["z"])).toEqual({ refetches: true, hasNew: false });
});

test("a later page keeps its rows and says that there are new calls", () => {
  expect(getLiveUpdate(page, false, ["z"])).toEqual({ refetches: false, hasNew: true });
});

test("a later page is read again if one of its calls has changed", () => {
  expect(getLiveUpdate(page, false, ["b"])).toEqual({ refetches: true, hasNew: false });
});

test("after an interruption a later page is read again, and does not say that there are new calls", () => {
  expect(getLiveUpdate(page, false, null)).toEqual({ refetches: true, hasNew: false });
});
