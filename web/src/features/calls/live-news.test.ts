import { expect, test } from "vitest";
import type { CallSummary } from "../../api/schema";
import { newsFor } from "./live-news";

const page = {
  items: [{ id: "a" }, { id: "b" }] as CallSummary[],
  next_cursor: null,
  previous_cursor: "before",
};

test("the first page is read again whatever comes", () => {
  expect(newsFor(page, true, ["z"])).toEqual({ reads: true, tells: false });
});

test("a later page keeps its rows and says that there are new calls", () => {
  expect(newsFor(page, false, ["z"])).toEqual({ reads: false, tells: true });
});

test("a later page follows what it shows", () => {
  expect(newsFor(page, false, ["b"])).toEqual({ reads: true, tells: false });
});

test("after an interruption a later page is read again, and nothing is said to be new", () => {
  expect(newsFor(page, false, null)).toEqual({ reads: true, tells: false });
});
