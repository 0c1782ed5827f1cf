import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Schemas } from "../support/answer.ts";
import type { Cast, Person } from "../support/cast.ts";
import { ContactImports, newPhone, e164, csv } from "../support/contact-imports.ts";

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

describe("an uploaded file", () => {
  test("has its columns guessed, and is previewed as it would be read", async () => {
    const phone = newPhone();
    const rows = [
      ["Full Name", "Telefonnummer", "E-Mail", "Notes", "Tags"],
      ["ليلى حداد", phone, "layla@harbour.example", "x", "VIP; spring"],
      ["田中 花子", "4.4E+10", "", "", ""],
      ["Ann", "12", "ann", "", ""],
    ];
    const one = await imports.upload(csv(rows));
    expect(one).toMatchObject({ state: "uploaded", rows: 3, rows_done: 0, encoding: "utf_8", separator: "comma" });
    expect(one).toMatchObject({ file_name: "kontakte.csv", file_state: "kept", existing: "skip", reason: null });
    expect(one.columns.map(({ field }) => field)).toEqual(["name", "phone", "email", null, "tags"]);
    const { items } = (await eva.get(`/contact-imports/${one.id}/preview`)).body;
    expect(items.map(({ line, outcome }) => [line, outcome])).toEqual([
      [2, "created"],
      [3, "refused"],
      [4, "refused"],
    ]);
    expect(items[0]!.cells).toEqual(rows[1]);
    expect(items[0]!.contact).toMatchObject({ name: "ليلى حداد", phone: e164(phone), tags: ["spring", "VIP"] });
    expect(items[1]!.reason).toMatch(/Telefonnummer: A spreadsheet has rounded this number/);
    expect(items[2]!.reason).toMatch(/Telefonnummer: The area code is missing\. E-Mail: Enter an email such as/);
    expect((await eva.get("/contacts", { tag: "spring" })).body.items).toEqual([]);
  });

  test("shows the first 20 rows of many", async () => {
    const rows = Array.from({ length: 45 }, (_, index) => [`Person ${index}`, newPhone()]);
    const { id } = await imports.upload(csv([["name", "phone"], ...rows]));
    const { items } = (await eva.get(`/contact-imports/${id}/preview`)).body;
    expect(items.map(({ contact }) => contact?.name)).toEqual(rows.slice(0, 20).map(([name]) => name));
  });

  test("is read in any usual encoding, with any usual separator", async () => {
    const utf16 = (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, "utf16le"));
    const latin = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));
    const [first, second, third, fourth] = [newPhone(), newPhone(), newPhone(), newPhone()];
    const files = [
      [latin(`Name;Telefon\r\nJosé Müller;${first}\r\n`), "windows_1252", "semicolon", first, "José Müller"],
      [utf16(`name\tphone\r\n田中 花子\t${second}\r\n`), "utf_16_le", "tab", second, "田中 花子"],
      [utf16(`name,phone\r\nليلى,${third}\r\n`).map((_, i, all) => all[i ^ 1]!), "utf_16_be", "comma", third, "ليلى"],
      [`\ufeffsep=;\r\nname;phone\r\nŁucja;${fourth}\r\n`, "utf_8", "semicolon", fourth, "Łucja"],
    ] as const;
    for (const [file, encoding, separator, phone, name] of files) {
      const { id } = await imports.upload(file);
      const done = await imports.begin(id, "start");
      expect(done).toMatchObject({ encoding, separator, created: 1 });
      expect((await imports.withPhone(phone))?.name).toBe(name);
    }
  });

  test("of 300 columns is read, and of more than 500 refused", async () => {
    const header = Array.from({ length: 300 }, (_, index) => (index === 250 ? "name" : `column ${index}`));
    const one = await imports.upload(csv([header, header.map(() => "Nour")]));
    expect(one.columns).toHaveLength(300);
    expect(one.columns[250]).toEqual({ column: 251, name: "name", field: "name" });
    const answer = await eva.post("/contact-imports", `${"x,".repeat(600)}\n1\n`, {
      query: { company_id: cast.company("North").id },
      headers: { "Content-Type": "text/csv" },
    });
    expect(answer).toBeRefused(422, "invalid_fields", ["file"]);
    expect(answer.problem.fields?.["file"]).toMatch(/601 columns; the limit is 500/);
  });

  test("of more than 2,000,000 rows is refused", async () => {
    const file = (count: number) => "name\n" + "a\n".repeat(count);
    const answer = await eva.post("/contact-imports", file(2_000_001), {
      query: { company_id: cast.company("North").id },
      headers: { "Content-Type": "text/csv" },
    });
    expect(answer).toBeRefused(422, "invalid_fields", ["file"]);
    expect(answer.problem.fields?.["file"]).toMatch(/2,000,000 rows/);
    const { id, rows } = await imports.upload(file(2_000_000));
    expect(rows).toBe(2_000_000);
    expect(await eva.delete(`/contact-imports/${id}`)).toHaveStatus(204);
  });

  test.each([
    ["without bytes", ""],
    ["of empty lines", "\r\n\r\n\n"],
    ["of a header alone", "name,phone\r\n"],
    ["of a header and blank rows", "name,phone\r\n,\r\n,,\r\n"],
    ["with a header whose quote is not closed", '"name,phone\r\nNour,1\r\n'],
    ["of a spreadsheet, which is a ZIP file", "PK\u0003\u0004\u0014\u0000\u0006\u0000,[Content_Types].xml\n1,2\n"],
    ["that is no text", "\u0001\u0000\u0002;\u0000\n1;2\n"],
  ])("%s is refused", async (_, file) => {
    const answer = await eva.post("/contact-imports", file, {
      query: { company_id: cast.company("North").id },
      headers: { "Content-Type": "text/csv" },
    });
    expect(answer).toBeRefused(422, "invalid_fields", ["file"]);
  });

  test("needs to be CSV, and of a company in scope", async () => {
    const json = { query: { company_id: cast.company("North").id } };
    expect(await eva.post("/contact-imports", "{}", json)).toBeRefused(415, "unsupported_media_type");
    for (const company of [cast.company("South").id, "nothing"]) {
      const sent = { query: { company_id: company }, headers: { "Content-Type": "text/csv" } };
      expect(await eva.post("/contact-imports", "name\nA\n", sent)).toBeRefused(422, "invalid_fields", ["company_id"]);
    }
    const sent = { headers: { "Content-Type": "text/csv" } };
    expect(await eva.post("/contact-imports", "name\nA\n", sent)).toBeRefused(422, "invalid_fields", ["company_id"]);
  });

  test("has its columns chosen, each field once, and the company's next file is read likewise", async () => {
    const phone = newPhone();
    const file = csv([
      ["Anrede und Name", "Nummer A", "phone", "phone"],
      ["Nour", "", phone, "1"],
    ]);
    const one = await imports.upload(file);
    expect(one.columns.map(({ field }) => field)).toEqual([null, null, "phone", null]);
    const change = (columns: Schemas["UpdateContactImport"]["columns"]) =>
      eva.patch(`/contact-imports/${one.id}`, columns ? { columns } : {});
    expect(await change([{ column: 9, field: "name" }])).toBeRefused(422, "invalid_fields", ["columns[0].column"]);
    expect(await change([{ column: 1, field: "shoe" }])).toBeRefused(422, "invalid_fields", ["columns[0].field"]);
    expect(await change([{ column: 4, field: "phone" }])).toBeRefused(422, "invalid_fields", ["columns"]);
    const chosen = await change([{ column: 1, field: "name" }]);
    expect(chosen.body.columns.map(({ field }) => field)).toEqual(["name", null, "phone", null]);
    expect(await imports.begin(one.id, "start")).toMatchObject({ created: 1 });
    expect((await imports.withPhone(phone))?.name).toBe("Nour");
    expect((await imports.upload(file)).columns.map(({ field }) => field)).toEqual(["name", null, "phone", null]);
    const elsewhere = await imports.upload(file, cast.company("South").id, ada);
    expect(elsewhere.columns.map(({ field }) => field)).toEqual([null, null, "phone", null]);
  });

  test("without a header has nothing of the person in its first row remembered", async () => {
    for (const first of [
      ["Zoé Quill", newPhone(), "Owner"],
      ["Zoé Quill", "zoe@quill.example", "Owner"],
    ]) {
      const file = csv([first, ["Nour", newPhone(), "Buyer"]]);
      const { id } = await imports.upload(file);
      await eva.patch(`/contact-imports/${id}`, { columns: [{ column: 1, field: "name" }] });
      await imports.begin(id, "start");
      expect((await imports.upload(file)).columns.map(({ field }) => field)).toEqual([null, null, null]);
    }
  });

  test("is not imported while no column says whom a row is about", async () => {
    const { id } = await imports.upload("shoe size\n44\n");
    for (const what of ["check", "start"] as const) {
      expect(await eva.post(`/contact-imports/${id}/${what}`)).toBeRefused(422, "invalid_fields", ["columns"]);
    }
  });

  test("stays as it is once it is started, and over the change of another", async () => {
    const { id, etag } = await imports.upload(csv([["name"], ["Nour"]]));
    expect(await eva.patch(`/contact-imports/${id}`, { existing: "fill" }, { ifMatch: etag })).toHaveStatus(200);
    const late = await eva.patch(`/contact-imports/${id}`, { existing: "skip" }, { ifMatch: etag });
    expect(late).toBeRefused(412, "changed_meanwhile");
    expect(await imports.begin(id, "start")).toMatchObject({ created: 1 });
    expect(await eva.patch(`/contact-imports/${id}`, { existing: "skip" })).toBeRefused(409, "conflict");
    expect(await eva.post(`/contact-imports/${id}/start`)).toBeRefused(409, "conflict");
  });
});

describe("an import", () => {
  test("is unknown to those without its company, and to those without access to the CRM", async () => {
    const { id } = await imports.upload(
      csv([
        ["name", "phone"],
        ["Nour", "1"],
      ]),
    );
    await imports.begin(id, "start");
    const outsider = await cast.member({ companies: ["South"], permissions: { access_crm: true } });
    const without = await cast.member({ agents: ["Reception"] });
    for (const path of ["", "/preview", "/refused.csv"] as const) {
      expect(await outsider.get(`/contact-imports/${id}${path}`)).toBeRefused(404, "not_found");
      expect(await without.get(`/contact-imports/${id}${path}`)).toBeRefused(403, "permission_missing");
    }
    const seen = (await outsider.get("/contact-imports", { limit: 200 })).body.items;
    expect(seen.filter((item) => item.company_id === cast.company("North").id)).toEqual([]);
    expect(await without.get("/contact-imports")).toBeRefused(403, "permission_missing");
    expect(await without.get("/contacts.csv")).toBeRefused(403, "permission_missing");
    const listed = (await eva.get("/contact-imports", { company_id: cast.company("North").id, limit: 200 })).body;
    expect(listed.items.map((item) => item.id)).toContain(id);
  });

  test("is deleted, with its file", async () => {
    const { id } = await imports.upload(csv([["name"], ["Nour"]]));
    expect(await eva.delete(`/contact-imports/${id}`)).toHaveStatus(204);
    expect(await eva.get(`/contact-imports/${id}`)).toBeRefused(404, "not_found");
  });

  test("keeps the audit log free of what is in the file", async () => {
    const done = await imports.imported(
      csv([
        ["name", "phone"],
        ["Zebediah Quux", newPhone()],
      ]),
    );
    const entries = (await ada.get("/audit-entries", { subject_id: done.id })).body.items;
    expect(entries.map(({ action }) => action)).toEqual(["contact_import.started", "contact_import.created"]);
    expect(JSON.stringify((await ada.get("/audit-entries", { limit: 200 })).body)).not.toContain("Quux");
  });
});
