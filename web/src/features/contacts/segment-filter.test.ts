import { expect, test } from "vitest";
import type { ContactField } from "../../api/schema";
import { readContactsSearch } from "./contacts-search";
import { toSegmentFilter } from "./segment-filter";

function field(key: string, kind: ContactField["kind"]): ContactField {
  return { id: key, key, label: key, kind, choices: [], created_at: "", can: [], etag: "" };
}

const fields = [field("tier", "choice"), field("boats", "number"), field("member", "boolean"), field("since", "date")];

test("the filters of the list become those of a segment", () => {
  const search = readContactsSearch({
    search: " haddad ",
    do_not_call: "false",
    consent: "given",
    "field.tier": "Gold",
    "field.member": "false",
    "field.boats.from": "2",
    "field.since.to": "2026-01-31",
  });
  expect(toSegmentFilter(search, fields)).toEqual({
    search: "haddad",
    do_not_call: false,
    consent: "given",
    fields: { tier: "Gold", member: false, boats: { from: 2 }, since: { to: "2026-01-31" } },
  });
});

test("there is none while a field that the list is filtered by is unknown, by its value or by a range", () => {
  for (const name of ["field.tier", "field.boats.from", "field.since.to"]) {
    const search = readContactsSearch({ tag: "Ferry", [name]: "2026-01-31" });
    expect(toSegmentFilter(search, [])).toBeNull();
    expect(toSegmentFilter(search, fields)).not.toBeNull();
  }
});

test("order, company and segment are no filter of a segment", () => {
  const search = readContactsSearch({ sort: "-name", company_id: "c1", segment_id: "s1" });
  expect(toSegmentFilter(search, fields)).toBeNull();
});
