import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Schemas } from "../support/answer.ts";
import type { Cast, Person } from "../support/cast.ts";
import { ContactImports, cellsOf, counts, only } from "../support/contact-imports.ts";

let imports: ContactImports;
let cast: Cast;
let ada: Person;
let eva: Person;
beforeAll(async () => {
  imports = await ContactImports.start();
  ({ cast, eva } = imports);
  ada = imports.cast.ada;
});
afterAll(() => imports.stop());

describe("an export", () => {
  test("imported again changes nothing, whatever contacts have", async () => {
    const company = await cast.newCompany("Roundtrip");
    await ada.patch(`/companies/${company.id}`, { country: "JP" });
    for (const field of [
      { key: "budget", label: "Budget", kind: "number" },
      { key: "day", label: "Day", kind: "date" },
      { key: "vip", label: "VIP", kind: "boolean" },
      { key: "note", label: "Note", kind: "text" },
      { key: "second_phone", label: "Phone", kind: "text" },
    ] as const) {
      expect(await ada.post("/contact-fields", field)).toHaveStatus(201);
    }
    const consent = {
      purpose: "Offers, and news",
      source: "Form",
      wording: ' =Call "me",\r\nplease.\n',
      at: "2026-11-01T10:00:00.123Z",
      withdrawn_at: "2026-11-02T00:00:00Z",
    };
    const contacts: Partial<Schemas["CreateContact"]>[] = [
      {
        name: "ليلى حداد",
        second_name: "Layla, ليلى",
        phone: "+81 90 1234 5678",
        tags: ["VIP", "a, b; c", 'say "x"'],
        consent,
      },
      { name: "田中 花子", email: "tanaka@müller.example", time_zone: "Asia/Tokyo", do_not_call: true },
      {
        name: '=SUM("A1")',
        job_title: "+1",
        fields: { budget: -12.5, note: "@x", vip: false, second_phone: "030, twice" },
      },
      { name: "'=twice", fields: { budget: 1e300, day: "2026-11-28", vip: true, note: "'" } },
      { name: "-", phone: "+44 20 7946 0018", tags: ["=1"] },
      { name: "No phone" },
      { name: "No phone" },
      { name: "Broken \ufffd", email: "x@harbour.example" },
    ];
    for (const contact of contacts) {
      expect(await ada.post("/contacts", { name: "", ...contact, company_id: company.id })).toHaveStatus(201);
    }
    const list = async () => (await ada.get("/contacts", { company_id: company.id, limit: 200 })).body.items;
    const before = await list();
    const file = (await ada.get("/contacts.csv", { company_id: company.id })).text;
    expect(file).toContain(`"+819012345678"`);
    expect(file).toContain(`"'=SUM(""A1"")"`);
    for (const existing of ["skip", "fill", "overwrite"] as const) {
      const { id } = await imports.upload(file, company.id, ada);
      await ada.patch(`/contact-imports/${id}`, { existing });
      expect(counts(await imports.begin(id, "check", ada))).toEqual(only({ unchanged: contacts.length }));
      const done = await imports.begin(id, "start", ada);
      expect(counts(done)).toEqual(only({ unchanged: contacts.length }));
      expect(await imports.refusedRows(id, ada)).toEqual([]);
    }
    expect(await list()).toEqual(before);
    // Into another company, they are new ones.
    const other = await cast.newCompany("Roundtrip's other");
    const { id } = await imports.upload(file, other.id, ada);
    expect(counts(await imports.begin(id, "start", ada))).toEqual(only({ created: contacts.length }));
    const copies = (await ada.get("/contacts", { company_id: other.id, limit: 200 })).body.items;
    const content = ({ name, second_name, phone, email, tags, fields, do_not_call, consent }: Schemas["Contact"]) =>
      JSON.stringify({ name, second_name, phone, email, tags, fields, do_not_call, consent });
    expect(copies.map(content).sort()).toEqual(before.map(content).sort());
    for (const { id } of (await ada.get("/contact-fields")).body.items) await ada.delete(`/contact-fields/${id}`);
  });

  test("holds the contacts that the list shows with the same filters", async () => {
    await cast.newContact("South", { name: "Of South", tags: ["exported"] });
    await cast.newContact("North", { name: "Of North", tags: ["exported"] });
    const names = async (person: Person, query: Record<string, string>) => {
      const [header, ...rows] = cellsOf((await person.get("/contacts.csv", query)).text);
      return rows.map((row) => row[header!.indexOf("name")]);
    };
    expect(await names(ada, { tag: "Exported" })).toEqual(["Of North", "Of South"]);
    expect(await names(ada, { tag: "exported", sort: "-name" })).toEqual(["Of South", "Of North"]);
    expect(await names(eva, { tag: "exported" })).toEqual(["Of North"]);
    await cast.newContact("North", { name: "Mustermann Zwölf" });
    await cast.newContact("North", { name: "A zwolf" });
    for (const query of [{ search: "ZWOLF" }, { search: "zwölf", sort: "-name" }, { search: "zwölf mus" }] as Record<
      string,
      string
    >[]) {
      const listed = (await eva.get("/contacts", query)).body.items.map(({ name }) => name);
      expect(listed).toContain("Mustermann Zwölf");
      expect(await names(eva, query)).toEqual(listed);
    }
    expect(cellsOf((await eva.get("/contacts.csv", { search: "zwölf", company_id: "none" })).text)).toHaveLength(1);
    expect(await eva.get("/contacts.csv", { limit: 5 })).toBeRefused(422, "invalid_fields", ["limit"]);
  });

  test.each([
    ["do_not_call", "maybe"],
    ["time_zone", "Europe/Atlantis"],
    ["phone", "abc"],
    ["field.nowhere", "1"],
  ])("is refused with an impossible %s, like the list", async (filter, value) => {
    for (const path of ["/contacts", "/contacts.csv"] as const) {
      expect(await eva.get(path, { [filter]: value })).toBeRefused(422, "invalid_fields", [filter]);
    }
  });
});
