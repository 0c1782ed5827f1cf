import { expect, test } from "vitest";
import {
  isFiltered,
  keyOf,
  oneOf,
  readId,
  readListSearch,
  readText,
  withCursor,
  withFilter,
  withoutFilters,
  withSort,
  type ListSearch,
} from "./list-search";

const sorts = ["name", "-name"] as const;

test("an address without parameters leaves order and size to the API", () => {
  expect(readListSearch({}, sorts)).toEqual({});
});

test("parameters that the API knows are read from the address, and others are dropped", () => {
  const raw = { sort: "-name", cursor: "123", limit: "20", colour: "red" };
  expect(readListSearch(raw, sorts)).toEqual({ sort: "-name", cursor: "123", limit: 20 });
});

test("a sort order or size that the API would refuse is dropped", () => {
  expect(readListSearch({ sort: "shoe_size", limit: "5000" }, sorts)).toEqual({});
  expect(readListSearch({ limit: "ten", cursor: "" }, sorts)).toEqual({});
});

test("another order or filter starts at the first page", () => {
  const search = { sort: "name", cursor: "abc", limit: 20, position: 21 };
  expect(withSort(search, "-name")).toEqual({ sort: "-name", limit: 20, cursor: undefined, position: undefined });
  expect(withFilter(search, { limit: 50 })).toEqual({
    sort: "name",
    limit: 50,
    cursor: undefined,
    position: undefined,
  });
});

test("turning a page keeps the order", () => {
  expect(withCursor({ sort: "-name" }, "next", 51)).toEqual({ sort: "-name", cursor: "next", position: 51 });
});

test("the position of a page is read with its cursor, and dropped where it cannot be true", () => {
  expect(readListSearch({ cursor: "next", position: "51" }, sorts)).toEqual({ cursor: "next", position: 51 });
  for (const raw of [{ position: "51" }, { cursor: "next", position: "1" }, { cursor: "next", position: "-3.5" }]) {
    expect(readListSearch(raw, sorts)).not.toHaveProperty("position");
  }
});

const filters = { search: readText, agent_id: readId, status: oneOf(["ended", "failed"]) };

test("filters are read by their functions, and what they refuse is dropped", () => {
  const raw = { search: " late ", agent_id: "a1", status: "lost", colour: "red" };
  expect(Object.entries(readListSearch(raw, [], filters))).toEqual([
    ["search", " late "],
    ["agent_id", "a1"],
  ]);
  expect(readListSearch({ search: "  ", agent_id: "", status: "failed" }, [], filters)).toEqual({ status: "failed" });
});

test("a value is known if it has words", () => {
  const read = keyOf({ ended: "Ended", failed: "Not connected" });
  expect([read("failed"), read("lost"), read("toString")]).toEqual(["failed", undefined, undefined]);
});

test("a list is filtered if any of its filters is set, and can be cleared of all", () => {
  expect(isFiltered({ sort: "name", cursor: "abc", limit: 20 }, filters)).toBe(false);
  expect(isFiltered({ agent_id: "a1" }, filters)).toBe(true);
  const search: ListSearch & { agent_id?: string } = { agent_id: "a1" };
  expect(isFiltered(withoutFilters(search, filters), filters)).toBe(false);
});
