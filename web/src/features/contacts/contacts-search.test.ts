import { expect, test } from "vitest";
import { isFiltered } from "../../shared/list/list-search";
import { getContactFilters, readContactsSearch, toContactFilter } from "./contacts-search";

test("filters of the address are read, and unknown values are dropped", () => {
  const raw = { search: " haddad ", do_not_call: "true", consent: "perhaps", sort: "-name", tag: "VIP", colour: "red" };
  expect(readContactsSearch(raw)).toEqual({ search: " haddad ", do_not_call: "true", sort: "-name", tag: "VIP" });
});

test("filters by own fields are read by their names", () => {
  const raw = { "field.tier": "Gold", "field.boats.from": "2", "field.": "x", "field.none": " ", fields: "y" };
  expect(readContactsSearch(raw)).toEqual({ "field.tier": "Gold", "field.boats.from": "2" });
});

test("the API is asked for texts without spaces around them, and a boolean", () => {
  const search = readContactsSearch({ search: " li ", do_not_call: "false", "field.tier": "Gold" });
  expect(toContactFilter(search)).toMatchObject({ search: "li", do_not_call: false, "field.tier": "Gold" });
  expect(toContactFilter(readContactsSearch({})).do_not_call).toBeUndefined();
});

test("a filter by an own field is a filter", () => {
  const search = readContactsSearch({ "field.tier": "Gold" });
  expect(isFiltered(search, getContactFilters(search))).toBe(true);
  expect(isFiltered({ sort: "name" }, getContactFilters({ sort: "name" }))).toBe(false);
});
