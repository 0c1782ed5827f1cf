// Over 400 lines: what becomes of files, their rows and their contacts needs the same server and the same helpers.
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Schemas } from "../support/answer.ts";
import { Cast, type Person } from "../support/cast.ts";
import { startServer, type Server } from "../support/server.ts";

type Import = Schemas["ContactImport"];

let server: Server;
let cast: Cast;
let ada: Person;
/** Sees North by one of its agents, with access to the CRM. */
let eva: Person;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
  ada = cast.ada;
  await ada.patch(`/companies/${cast.company("North").id}`, { country: "DE" });
  eva = await cast.member({ agents: ["Reception"], permissions: { access_crm: true } });
});
afterAll(() => server.stop());

let number = 0;
/** A number that no contact has yet, as people in Germany write it. */
const newPhone = () => `030 ${1_000_000 + ++number}`;
const e164 = (phone: string) => `+49${phone.slice(1).replaceAll(" ", "")}`;

const csv = (rows: readonly (readonly string[])[]) =>
  rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",") + "\r\n").join("");

async function upload(file: string | Uint8Array, company = cast.company("North").id, person = eva): Promise<Import> {
  const answer = await person.post("/contact-imports", file, {
    query: { company_id: company, file_name: "kontakte.csv" },
    headers: { "Content-Type": "text/csv" },
  });
  expect(answer).toHaveStatus(201);
  return answer.body;
}

async function ended(id: string): Promise<Import> {
  for (;;) {
    const { body } = await ada.get(`/contact-imports/${id}`);
    if (!["checking", "running", "undoing"].includes(body.state)) return body;
    await setTimeout(20);
  }
}

async function begin(id: string, what: "check" | "start" | "undo", person = eva): Promise<Import> {
  expect(await person.post(`/contact-imports/${id}/${what}`)).toHaveStatus(200);
  return ended(id);
}

/** Imports the file with what usually belongs to its columns. */
async function imported(file: string | Uint8Array, existing: Import["existing"] = "skip"): Promise<Import> {
  const { id } = await upload(file);
  await eva.patch(`/contact-imports/${id}`, { existing });
  const done = await begin(id, "start");
  expect(done.state).toBe("done");
  expect(done.created + done.updated + done.unchanged + done.skipped + done.refused).toBe(done.rows);
  return done;
}

const counts = ({ created, updated, unchanged, skipped, refused }: Import) => ({
  created,
  updated,
  unchanged,
  skipped,
  refused,
});
const only = (some: Partial<ReturnType<typeof counts>>) => ({
  created: 0,
  updated: 0,
  unchanged: 0,
  skipped: 0,
  refused: 0,
  ...some,
});

async function withPhone(phone: string): Promise<Schemas["Contact"] | undefined> {
  const query = { company_id: cast.company("North").id, phone: phone.startsWith("+") ? phone : e164(phone) };
  return (await ada.get("/contacts", query)).body.items[0];
}

/** The cells of a file in which each is quoted. */
const cellsOf = (text: string) =>
  [...text.replace("\ufeff", "").matchAll(/((?:"(?:[^"]|"")*",?)+)\r\n/g)].map(([, line]) =>
    [...line!.matchAll(/"((?:[^"]|"")*)"/g)].map((cell) => cell[1]!.replaceAll('""', '"')),
  );

async function refusedRows(id: string, person = eva): Promise<string[][]> {
  const answer = await person.get(`/contact-imports/${id}/refused.csv`);
  expect(answer).toHaveStatus(200);
  return cellsOf(answer.text).slice(1);
}

describe("an uploaded file", () => {
  test("has its columns guessed, and is previewed as it would be read", async () => {
    const phone = newPhone();
    const rows = [
      ["Full Name", "Telefonnummer", "E-Mail", "Notes", "Tags"],
      ["ليلى حداد", phone, "layla@harbour.example", "x", "VIP; spring"],
      ["田中 花子", "4.4E+10", "", "", ""],
      ["Ann", "12", "ann", "", ""],
    ];
    const one = await upload(csv(rows));
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
    expect(items[2]!.reason).toMatch(/Telefonnummer: The area code is missing\. E-Mail: .*e-mail address/);
    expect((await eva.get("/contacts", { tag: "spring" })).body.items).toEqual([]);
  });

  test("shows the first 20 rows of many", async () => {
    const rows = Array.from({ length: 45 }, (_, index) => [`Person ${index}`, newPhone()]);
    const { id } = await upload(csv([["name", "phone"], ...rows]));
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
      const { id } = await upload(file);
      const done = await begin(id, "start");
      expect(done).toMatchObject({ encoding, separator, created: 1 });
      expect((await withPhone(phone))?.name).toBe(name);
    }
  });

  test("of 300 columns is read, and of more than 500 refused", async () => {
    const header = Array.from({ length: 300 }, (_, index) => (index === 250 ? "name" : `column ${index}`));
    const one = await upload(csv([header, header.map(() => "Nour")]));
    expect(one.columns).toHaveLength(300);
    expect(one.columns[250]).toEqual({ column: 251, name: "name", field: "name" });
    const answer = await eva.post("/contact-imports", `${"x,".repeat(600)}\n1\n`, {
      query: { company_id: cast.company("North").id },
      headers: { "Content-Type": "text/csv" },
    });
    expect(answer).toBeRefused(422, "invalid_fields", ["file"]);
    expect(answer.problem.fields?.["file"]).toMatch(/601 columns; 500/);
  });

  test("of more than 2,000,000 rows is refused", async () => {
    const file = (count: number) => "name\n" + "a\n".repeat(count);
    const answer = await eva.post("/contact-imports", file(2_000_001), {
      query: { company_id: cast.company("North").id },
      headers: { "Content-Type": "text/csv" },
    });
    expect(answer).toBeRefused(422, "invalid_fields", ["file"]);
    expect(answer.problem.fields?.["file"]).toMatch(/2,000,000 rows/);
    const { id, rows } = await upload(file(2_000_000));
    expect(rows).toBe(2_000_000);
    expect(await eva.delete(`/contact-imports/${id}`)).toHaveStatus(204);
  });

  test.each([
    ["without bytes", ""],
    ["of empty lines", "\r\n\r\n\n"],
    ["of a header alone", "name,phone\r\n"],
    ["with a header whose quote is not closed", '"name,phone\r\nNour,1\r\n'],
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
    const one = await upload(file);
    expect(one.columns.map(({ field }) => field)).toEqual([null, null, "phone", null]);
    const change = (columns: Schemas["UpdateContactImport"]["columns"]) =>
      eva.patch(`/contact-imports/${one.id}`, columns ? { columns } : {});
    expect(await change([{ column: 9, field: "name" }])).toBeRefused(422, "invalid_fields", ["columns[0].column"]);
    expect(await change([{ column: 1, field: "shoe" }])).toBeRefused(422, "invalid_fields", ["columns[0].field"]);
    expect(await change([{ column: 4, field: "phone" }])).toBeRefused(422, "invalid_fields", ["columns"]);
    const chosen = await change([{ column: 1, field: "name" }]);
    expect(chosen.body.columns.map(({ field }) => field)).toEqual(["name", null, "phone", null]);
    expect(await begin(one.id, "start")).toMatchObject({ created: 1 });
    expect((await withPhone(phone))?.name).toBe("Nour");
    expect((await upload(file)).columns.map(({ field }) => field)).toEqual(["name", null, "phone", null]);
    const elsewhere = await upload(file, cast.company("South").id, ada);
    expect(elsewhere.columns.map(({ field }) => field)).toEqual([null, null, "phone", null]);
  });

  test("without a header has nothing of the person in its first row remembered", async () => {
    for (const first of [
      ["Zoé Quill", newPhone(), "Owner"],
      ["Zoé Quill", "zoe@quill.example", "Owner"],
    ]) {
      const file = csv([first, ["Nour", newPhone(), "Buyer"]]);
      const { id } = await upload(file);
      await eva.patch(`/contact-imports/${id}`, { columns: [{ column: 1, field: "name" }] });
      await begin(id, "start");
      expect((await upload(file)).columns.map(({ field }) => field)).toEqual([null, null, null]);
    }
  });

  test("is not imported while no column says whom a row is about", async () => {
    const { id } = await upload("shoe size\n44\n");
    for (const what of ["check", "start"] as const) {
      expect(await eva.post(`/contact-imports/${id}/${what}`)).toBeRefused(422, "invalid_fields", ["columns"]);
    }
  });

  test("stays as it is once it is started, and over the change of another", async () => {
    const { id, etag } = await upload(csv([["name"], ["Nour"]]));
    expect(await eva.patch(`/contact-imports/${id}`, { existing: "fill" }, { ifMatch: etag })).toHaveStatus(200);
    const late = await eva.patch(`/contact-imports/${id}`, { existing: "skip" }, { ifMatch: etag });
    expect(late).toBeRefused(412, "changed_meanwhile");
    expect(await begin(id, "start")).toMatchObject({ created: 1 });
    expect(await eva.patch(`/contact-imports/${id}`, { existing: "skip" })).toBeRefused(409, "conflict");
    expect(await eva.post(`/contact-imports/${id}/start`)).toBeRefused(409, "conflict");
  });
});

describe("rows", () => {
  test("of one phone are one contact, in twenty ways of writing it", async () => {
    const writings = [
      ...["030 7654321", "(030) 765 43 21", "030/7654321", "030-765-43-21", "+49 30 7654321", "0049307654321"],
      ...["+49307654321", "+49 (0)30 7654321", "030.765.43.21", "0307654321", " 030 7654321 ", "+49-30-7654321"],
      ...[
        "٠٣٠ ٧٦٥٤٣٢١",
        "０３０７６５４３２１",
        "0049 30 765 43 21",
        "+49/30/7654321",
        "'+49307654321",
        "030 76 54 321",
      ],
      ...["tel:+49307654321", "+49.30.7654321"],
    ];
    expect(new Set(writings).size).toBe(20);
    const file = csv([["name", "phone"], ...writings.map((phone, index) => [`Layla ${index}`, phone])]);
    expect(counts(await imported(file))).toEqual(only({ created: 1, skipped: 19 }));
    expect((await withPhone("+49307654321"))?.name).toBe("Layla 0");
    expect(counts(await imported(file, "overwrite"))).toEqual(only({ updated: 19, unchanged: 1 }));
    expect((await withPhone("+49307654321"))?.name).toBe("Layla 19");
  });

  test("that are wrong are refused, each with its line and its reason, and the others are imported", async () => {
    const before = (await eva.get("/contacts", { limit: 200 })).body.items.length;
    const [first, last] = [newPhone(), newPhone()];
    const file =
      `name,phone,email,time_zone,do_not_call\r\n` +
      `First,${first},,,\r\n` +
      `"Two\r\nlines",${newPhone()},,,\r\n` +
      `Rounded,4.4E+10,,,\r\n` +
      `,${newPhone()},,,\r\n` +
      `Nul,030\0${newPhone()},,,\r\n` +
      `"${"x".repeat(10_000_000)}",${newPhone()},,,\r\n` +
      `More,${newPhone()},,,,much,more\r\n` +
      `Zone,${newPhone()},,Berlin,perhaps\r\n` +
      `=HYPERLINK("x"),12,,,\r\n` +
      `Short\r\n` +
      `Last,${last},,Europe/Berlin,yes,,,\r\n`;
    const done = await imported(file);
    expect(counts(done)).toEqual(only({ created: 3, refused: 8 }));
    const rows = await refusedRows(done.id);
    expect(rows.map(([line, reason]) => [line, reason!.slice(0, 45)])).toEqual([
      ["3", "name: Line breaks and control characters are "],
      ["5", "phone: A spreadsheet has rounded this number."],
      ["6", "The name is missing."],
      ["7", "phone: There is a NUL character in this cell."],
      ["8", "A cell of this row is longer than 64 kB."],
      ["9", "This row has 7 cells, and the first row has 5"],
      ["10", "do_not_call: This must be yes or no. time_zon"],
      ["11", "phone: The area code is missing."],
    ]);
    expect(rows[7]![2]).toBe(`'=HYPERLINK("x")`);
    expect(await withPhone(last)).toMatchObject({ name: "Last", do_not_call: true, time_zone: "Europe/Berlin" });
    expect((await eva.get("/contacts", { limit: 200 })).body.items).toHaveLength(before + 3);
  });

  test("after a quote that is never closed are one row, which is refused", async () => {
    const done = await imported(`name,phone\r\nA,${newPhone()}\r\n"B,${newPhone()}\r\nC,${newPhone()}\r\n`);
    expect(counts(done)).toEqual(only({ created: 1, refused: 1 }));
    expect((await refusedRows(done.id))[0]!.slice(0, 2)).toEqual(["3", expect.stringMatching(/never closed/)]);
  });

  test("with bytes of another encoding are refused, and the others are read", async () => {
    const bytes = Buffer.from(`name,phone\nليلى حداد,${newPhone()}\nJos?,${newPhone()}\n`);
    bytes[bytes.indexOf("?")] = 0xe9;
    const done = await imported(new Uint8Array(bytes));
    expect(counts(done)).toEqual(only({ created: 1, refused: 1 }));
    expect((await refusedRows(done.id))[0]![1]).toMatch(/name: There are bytes .* no text in the encoding/);
  });

  test("have consents, of the current day anywhere on earth at the latest", async () => {
    const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
    const dayOf = (time: string) => time.slice(0, 10);
    const refused = [
      ["2999-01-01T00:00:00Z", "", "consent_at: This is in the future."],
      [at(1), "", "consent_at: This is in the future."],
      [dayOf(at(48)), "", "consent_at: This is in the future."],
      ["2026-02-30", "", "consent_at: This must be a time such as"],
      ["2026-03-01", at(1), "consent_withdrawn_at: This is in the future."],
      ["2026-03-01", "2026-02-30", "consent_withdrawn_at: This must be a time such as"],
    ] as const;
    // Where it is tomorrow already, at 14 hours before UTC.
    const given = ["2026-11-03", at(0.05), dayOf(at(0)), dayOf(at(14))].map((time) => ({ time, phone: newPhone() }));
    const done = await imported(
      csv([
        ["name", "phone", "consent_purpose", "consent_source", "consent_at", "consent_withdrawn_at"],
        ...refused.map(([time, end]) => ["Refused", newPhone(), "Offers", "Form", time, end]),
        ...given.map(({ time, phone }) => ["Given", phone, "Offers", "Form", time, ""]),
      ]),
    );
    const reasons = (await refusedRows(done.id)).map((row) => row[1]);
    expect(reasons).toEqual(refused.map(([, , reason]) => expect.stringContaining(reason)));
    expect(counts(done)).toEqual(only({ created: given.length, refused: refused.length }));
    for (const { phone } of given) {
      const { consent } = (await withPhone(phone))!;
      expect(Date.parse(consent!.at)).toBeLessThan(Date.now() + 5 * 60_000);
    }
  });

  test("with a number that is possible, but not known, are imported with a warning", async () => {
    const done = await imported(
      csv([
        ["name", "phone"],
        ["Nour", "+1 555 555 0123"],
        ["Li", newPhone()],
      ]),
    );
    expect(done).toMatchObject({ created: 2, warnings: 1 });
  });

  test("fill or overwrite what exists, and never remove anything", async () => {
    const phone = newPhone();
    const consent = { purpose: "Offers", source: "Form", at: "2026-11-01T10:00:00.000Z" };
    const { id } = await cast.newContact("North", {
      name: "Eva Lindqvist",
      phone,
      email: "eva@harbour.example",
      tags: ["old"],
      do_not_call: true,
      consent,
    });
    const contact = async () => (await ada.get(`/contacts/${id}`)).body;
    const header = ["name", "phone", "email", "job_title", "tags", "do_not_call"];
    const row = ["Other", e164(phone), "other@harbour.example", "Buyer", "new", "no"];
    expect(counts(await imported(csv([header, row])))).toEqual(only({ skipped: 1 }));
    expect((await contact()).tags).toEqual(["old"]);
    expect(counts(await imported(csv([header, row]), "fill"))).toEqual(only({ updated: 1 }));
    const kept = { do_not_call: true, consent: expect.objectContaining(consent) };
    expect(await contact()).toMatchObject({ ...kept, name: "Eva Lindqvist", email: "eva@harbour.example" });
    expect(await contact()).toMatchObject({ job_title: "Buyer", tags: ["new", "old"] });
    expect(counts(await imported(csv([header, row]), "fill"))).toEqual(only({ unchanged: 1 }));
    expect(counts(await imported(csv([header, row]), "overwrite"))).toEqual(only({ updated: 1 }));
    expect(await contact()).toMatchObject({ ...kept, name: "Other", email: "other@harbour.example" });
    const empty = csv([header, ["", phone, "", "", "", ""]]);
    expect(counts(await imported(empty, "overwrite"))).toEqual(only({ unchanged: 1 }));
    expect(await contact()).toMatchObject({ ...kept, name: "Other", job_title: "Buyer", tags: ["new", "old"] });
    const entry = (await ada.get("/audit-entries", { subject_id: id })).body.items[0]!;
    expect(entry).toMatchObject({ action: "contact.updated", fields: ["name", "email"], actor_id: eva.id });
  });

  test("with another number of a contact, from one that was merged into it, are of that contact", async () => {
    const [phone, other] = [newPhone(), newPhone()];
    const { id } = await cast.newContact("North", { name: "Mariam", phone });
    const merged = await cast.newContact("North", { name: "Mariam", phone: other });
    expect(await eva.post(`/contacts/${merged.id}/merge`, { into: id })).toHaveStatus(200);
    const file = csv([
      ["name", "phone", "job_title"],
      ["Mariam", other, "Buyer"],
    ]);
    expect(counts(await imported(file, "overwrite"))).toEqual(only({ updated: 1 }));
    expect((await ada.get(`/contacts/${id}`)).body).toMatchObject({
      phone: e164(phone),
      other_phones: [e164(other)],
      job_title: "Buyer",
    });
  });

  test("without a number are of the only contact with that name and email, else new", async () => {
    const row = ["Nadia Sen", "", "nadia@harbour.example"];
    const file = csv([["name", "phone", "email"], row, ["Nadia Sen", "", ""], ["Nadia", "", "nadia@harbour.example"]]);
    expect(counts(await imported(file))).toEqual(only({ created: 3 }));
    expect(counts(await imported(file))).toEqual(only({ created: 1, unchanged: 2 }));
  });

  test("have own fields, read by their kinds", async () => {
    const fields = [
      { key: "budget", label: "Jahresbudget", kind: "number" },
      { key: "since", label: "Customer since", kind: "date" },
      { key: "vip", label: "VIP?", kind: "boolean" },
      { key: "colour", label: "Colour", kind: "choice", choices: ["Red", "Blue"] },
      { key: "note", label: "Note", kind: "text" },
    ] as const;
    for (const field of fields) expect(await ada.post("/contact-fields", field)).toHaveStatus(201);
    const phone = newPhone();
    const header = ["name", "phone", "jahresbudget", "Customer Since", "vip", "COLOUR", "field.note"];
    const rows = [
      ["Nour", phone, "12,5", "28.11.2026", "Ja", "red", "=1+1"],
      ["A", newPhone(), "1,234", "", "", "", ""],
      ["B", newPhone(), "", "03/04/2026", "", "", ""],
      ["C", newPhone(), "", "2026-02-30", "", "", ""],
      ["D", newPhone(), "", "", "maybe", "green", ""],
      ["E", newPhone(), "", "", "", "", "x".repeat(1001)],
    ];
    const done = await imported(csv([header, ...rows]));
    expect(counts(done)).toEqual(only({ created: 1, refused: 5 }));
    expect((await withPhone(phone))?.fields).toEqual({
      budget: 12.5,
      since: "2026-11-28",
      vip: true,
      colour: "Red",
      note: "=1+1",
    });
    const reasons = (await refusedRows(done.id)).map((row) => row[1]);
    expect(reasons[0]).toMatch(/^jahresbudget: The comma may separate thousands or decimals/);
    expect(reasons[1]).toMatch(/^Customer Since: This must be a date such as 2026-11-28 or 28.11.2026/);
    expect(reasons[2]).toMatch(/^Customer Since: This must be a date/);
    expect(reasons[3]).toMatch(/vip: This must be yes or no/);
    expect(reasons[3]).toMatch(/COLOUR: This must be one of: Red, Blue/);
    expect(reasons[4]).toMatch(/field.note: This is too long/);
    for (const { id } of (await ada.get("/contact-fields")).body.items) await ada.delete(`/contact-fields/${id}`);
  });
});

describe("a dry run", () => {
  test("counts what the import does then, and changes nothing", async () => {
    const [known, twice] = [newPhone(), newPhone()];
    await cast.newContact("North", { name: "Known", phone: known });
    const rows = [
      ["Known", known],
      ["Somebody else", known],
      ...Array.from({ length: 450 }, (_, index) => [`Person ${index}`, newPhone()]),
      ["Twice", twice],
      ["Twice", twice],
      ["Twice, but otherwise", twice],
      ["Wrong", "123"],
    ];
    const { id } = await upload(csv([["name", "phone"], ...rows]));
    const checked = await begin(id, "check");
    expect(checked).toMatchObject({ state: "checked", rows: 456, rows_done: 456 });
    expect(counts(checked)).toEqual(only({ created: 451, unchanged: 2, skipped: 2, refused: 1 }));
    expect((await refusedRows(id)).map(([line]) => line)).toEqual(["457"]);
    expect(await withPhone(twice)).toBeUndefined();
    expect(await eva.post(`/contact-imports/${id}/undo`)).toBeRefused(409, "conflict");
    const done = await begin(id, "start");
    expect(counts(done)).toEqual(counts(checked));
    expect((await refusedRows(id)).map(([line]) => line)).toEqual(["457"]);
  });

  test("is to be made again after a change", async () => {
    const { id } = await upload(
      csv([
        ["name", "phone"],
        ["Nour", newPhone()],
      ]),
    );
    expect(await begin(id, "check")).toMatchObject({ state: "checked", created: 1 });
    const changed = await eva.patch(`/contact-imports/${id}`, { existing: "fill" });
    expect(changed.body).toMatchObject({ state: "uploaded", rows_done: 0 });
  });
});

describe("undoing an import", () => {
  test("deletes what it created and restores what it changed, where nobody has changed it since", async () => {
    const phones = Array.from({ length: 5 }, newPhone);
    const before = await cast.newContact("North", { name: "Before", phone: phones[0]!, tags: ["one"] });
    const other = await cast.newContact("North", { name: "Other", phone: phones[1]! });
    const rows = [
      ["After", phones[0]!, "Buyer", "two"],
      ["Otherwise", phones[1]!, "Buyer", ""],
      ["Created", phones[2]!, "", ""],
      ["Created, and changed since", phones[3]!, "", ""],
      ["Created, and deleted since", phones[4]!, "", ""],
    ];
    const done = await imported(csv([["name", "phone", "job_title", "tags"], ...rows]), "overwrite");
    expect(counts(done)).toEqual(only({ created: 3, updated: 2 }));
    const imports = (await ada.get(`/contacts/${before.id}`)).body;
    const changed = (await withPhone(phones[3]!))!;
    await ada.patch(`/contacts/${changed.id}`, { job_title: "Owner" });
    await ada.patch(`/contacts/${other.id}`, { name: "Changed by Ada" });
    await ada.delete(`/contacts/${(await withPhone(phones[4]!))!.id}`);

    const undone = await begin(done.id, "undo");
    expect(undone).toMatchObject({ state: "undone", undo: { deleted: 1, restored: 1, kept: 2, gone: 1 } });
    const restored = (await ada.get(`/contacts/${before.id}`)).body;
    expect({ ...restored, etag: "" }).toEqual({ ...before, etag: "" });
    // What an earlier version was is not what has it now: nobody writes over it with a version that was seen before.
    for (const ifMatch of [before.etag, imports.etag]) {
      const late = await ada.patch(`/contacts/${before.id}`, { job_title: "Late" }, { ifMatch });
      expect(late).toBeRefused(412, "changed_meanwhile");
    }
    expect((await ada.get(`/contacts/${other.id}`)).body).toMatchObject({ name: "Changed by Ada", job_title: null });
    const entries = (await ada.get("/audit-entries", { subject_id: before.id })).body.items;
    expect(entries.map(({ action }) => action)).toEqual(["contact.updated", "contact.updated", "contact.created"]);
    expect(await withPhone(phones[2]!)).toBeUndefined();
    expect(await withPhone(phones[3]!)).toMatchObject({ job_title: "Owner" });
    expect(await eva.post(`/contact-imports/${done.id}/undo`)).toBeRefused(409, "conflict");
  });

  test("goes back over chunks in which the same contact was created and changed", async () => {
    const phone = newPhone();
    const filling = Array.from({ length: 450 }, (_, index) => [`Person ${index}`, newPhone()]);
    const rows = [["First", phone], ...filling, ["Last", phone]];
    const done = await imported(csv([["name", "phone"], ...rows]), "overwrite");
    expect(counts(done)).toEqual(only({ created: 451, updated: 1 }));
    const undone = await begin(done.id, "undo");
    expect(undone.undo).toEqual({ deleted: 451, restored: 1, kept: 0, gone: 0 });
    expect(await withPhone(phone)).toBeUndefined();
  });

  test("leaves a number with the contact that has it now", async () => {
    const [former, later] = [newPhone(), newPhone()];
    const { id } = await cast.newContact("North", { name: "Mover", phone: former });
    const done = await imported(
      csv([
        ["id", "name", "phone"],
        [id, "Mover", later],
      ]),
      "overwrite",
    );
    expect(done).toMatchObject({ updated: 1 });
    await cast.newContact("North", { name: "New owner", phone: former });
    expect((await begin(done.id, "undo")).undo).toMatchObject({ kept: 1 });
    expect(await withPhone(former)).toMatchObject({ name: "New owner" });
    expect(await withPhone(later)).toMatchObject({ id });
  });
});

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
      const { id } = await upload(file, company.id, ada);
      await ada.patch(`/contact-imports/${id}`, { existing });
      expect(counts(await begin(id, "check", ada))).toEqual(only({ unchanged: contacts.length }));
      const done = await begin(id, "start", ada);
      expect(counts(done)).toEqual(only({ unchanged: contacts.length }));
      expect(await refusedRows(id, ada)).toEqual([]);
    }
    expect(await list()).toEqual(before);
    // Into another company, they are new ones.
    const other = await cast.newCompany("Roundtrip's other");
    const { id } = await upload(file, other.id, ada);
    expect(counts(await begin(id, "start", ada))).toEqual(only({ created: contacts.length }));
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
});

describe("an import", () => {
  test("is unknown to those without its company, and to those without access to the CRM", async () => {
    const { id } = await upload(
      csv([
        ["name", "phone"],
        ["Nour", "1"],
      ]),
    );
    await begin(id, "start");
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
    const { id } = await upload(csv([["name"], ["Nour"]]));
    expect(await eva.delete(`/contact-imports/${id}`)).toHaveStatus(204);
    expect(await eva.get(`/contact-imports/${id}`)).toBeRefused(404, "not_found");
  });

  test("keeps the audit log free of what is in the file", async () => {
    const done = await imported(
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
