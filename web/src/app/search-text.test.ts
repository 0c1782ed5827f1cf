import { expect, test } from "vitest";
import { readSearch, writeSearch } from "./search-text";

test("a cursor of digits stays text", () => {
  expect(readSearch("?cursor=0012&sort=-name")).toEqual({ cursor: "0012", sort: "-name" });
});

test("undefined values are left out of the address", () => {
  expect(writeSearch({ sort: "name", cursor: undefined })).toBe("?sort=name");
  expect(writeSearch({})).toBe("");
});

test("a written address is read back to the same values", () => {
  const search = { next: "/agents?company_id=a b&sort=-name", cursor: "aé+/=" };
  expect(readSearch(writeSearch(search))).toEqual(search);
});
