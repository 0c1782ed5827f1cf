import { expect, test } from "vitest";
import { atCursor, filteredBy, nextSort, readListSearch, sortedBy } from "./list-search";

const sorts = ["name", "-name"] as const;

test("an address without parameters asks for the API's own order and size", () => {
  expect(readListSearch({}, sorts)).toEqual({});
});

test("what the API knows is taken from the address, and the rest is dropped", () => {
  const raw = { sort: "-name", cursor: "123", limit: "20", colour: "red" };
  expect(readListSearch(raw, sorts)).toEqual({ sort: "-name", cursor: "123", limit: 20 });
});

test("a sort order or size that the API would refuse is dropped", () => {
  expect(readListSearch({ sort: "shoe_size", limit: "5000" }, sorts)).toEqual({});
  expect(readListSearch({ limit: "ten", cursor: "" }, sorts)).toEqual({});
});

test("another order or filter begins at the first page", () => {
  const search = { sort: "name", cursor: "abc", limit: 20 };
  expect(sortedBy(search, "-name")).toEqual({ sort: "-name", limit: 20, cursor: undefined });
  expect(filteredBy(search, { limit: 50 })).toEqual({ sort: "name", limit: 50, cursor: undefined });
});

test("turning a page keeps the order", () => {
  expect(atCursor({ sort: "-name" }, "next")).toEqual({ sort: "-name", cursor: "next" });
});

test("clicking a column again turns its order round", () => {
  expect(nextSort("name", false, undefined)).toBe("name");
  expect(nextSort("name", false, "name")).toBe("-name");
  expect(nextSort("name", false, "-name")).toBe("name");
  expect(nextSort("last_active_at", true, "name")).toBe("-last_active_at");
  expect(nextSort("last_active_at", true, "-last_active_at")).toBe("last_active_at");
});
