import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Cast, Person } from "../support/cast.ts";
import { ContactImports, newPhone, e164, csv, counts, only } from "../support/contact-imports.ts";

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
    expect(counts(await imports.imported(file))).toEqual(only({ created: 1, skipped: 19 }));
    expect((await imports.withPhone("+49307654321"))?.name).toBe("Layla 0");
    expect(counts(await imports.imported(file, "overwrite"))).toEqual(only({ updated: 19, unchanged: 1 }));
    expect((await imports.withPhone("+49307654321"))?.name).toBe("Layla 19");
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
    const done = await imports.imported(file);
    expect(counts(done)).toEqual(only({ created: 3, refused: 8 }));
    const rows = await imports.refusedRows(done.id);
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
    expect(await imports.withPhone(last)).toMatchObject({
      name: "Last",
      do_not_call: true,
      time_zone: "Europe/Berlin",
    });
    expect((await eva.get("/contacts", { limit: 200 })).body.items).toHaveLength(before + 3);
  });

  test("without anything are not counted: a spreadsheet leaves them below the last one", async () => {
    const [first, last] = [newPhone(), newPhone()];
    const lines = [
      "name,phone",
      ",",
      `First,${first}`,
      " ,",
      "",
      `Last,${last}`,
      ...Array<string>(40).fill(",,,"),
      ",",
    ];
    const { id, rows } = await imports.upload(lines.join("\r\n"));
    expect(rows).toBe(2);
    const preview = (await eva.get(`/contact-imports/${id}/preview`)).body.items;
    expect(preview.map(({ line, outcome }) => [line, outcome])).toEqual([
      [3, "created"],
      [6, "created"],
    ]);
    for (const step of ["check", "start"] as const) {
      expect(counts(await imports.begin(id, step))).toEqual(only({ created: 2 }));
      expect(await imports.refusedRows(id)).toEqual([]);
    }
  });

  test("after a quote that is never closed are one row, which is refused", async () => {
    const done = await imports.imported(`name,phone\r\nA,${newPhone()}\r\n"B,${newPhone()}\r\nC,${newPhone()}\r\n`);
    expect(counts(done)).toEqual(only({ created: 1, refused: 1 }));
    expect((await imports.refusedRows(done.id))[0]!.slice(0, 2)).toEqual(["3", expect.stringMatching(/never closed/)]);
  });

  test("with bytes of another encoding are refused, and the others are read", async () => {
    const bytes = Buffer.from(`name,phone\nليلى حداد,${newPhone()}\nJos?,${newPhone()}\n`);
    bytes[bytes.indexOf("?")] = 0xe9;
    const done = await imports.imported(new Uint8Array(bytes));
    expect(counts(done)).toEqual(only({ created: 1, refused: 1 }));
    expect((await imports.refusedRows(done.id))[0]![1]).toMatch(/name: There are bytes .* no text in the encoding/);
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
    const done = await imports.imported(
      csv([
        ["name", "phone", "consent_purpose", "consent_source", "consent_at", "consent_withdrawn_at"],
        ...refused.map(([time, end]) => ["Refused", newPhone(), "Offers", "Form", time, end]),
        ...given.map(({ time, phone }) => ["Given", phone, "Offers", "Form", time, ""]),
      ]),
    );
    const reasons = (await imports.refusedRows(done.id)).map((row) => row[1]);
    expect(reasons).toEqual(refused.map(([, , reason]) => expect.stringContaining(reason)));
    expect(counts(done)).toEqual(only({ created: given.length, refused: refused.length }));
    for (const { phone } of given) {
      const { consent } = (await imports.withPhone(phone))!;
      expect(Date.parse(consent!.at)).toBeLessThan(Date.now() + 5 * 60_000);
    }
  });

  test("with a number that is possible, but not known, are imported with a warning", async () => {
    const done = await imports.imported(
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
    expect(counts(await imports.imported(csv([header, row])))).toEqual(only({ skipped: 1 }));
    expect((await contact()).tags).toEqual(["old"]);
    expect(counts(await imports.imported(csv([header, row]), "fill"))).toEqual(only({ updated: 1 }));
    const kept = { do_not_call: true, consent: expect.objectContaining(consent) };
    expect(await contact()).toMatchObject({ ...kept, name: "Eva Lindqvist", email: "eva@harbour.example" });
    expect(await contact()).toMatchObject({ job_title: "Buyer", tags: ["new", "old"] });
    expect(counts(await imports.imported(csv([header, row]), "fill"))).toEqual(only({ unchanged: 1 }));
    expect(counts(await imports.imported(csv([header, row]), "overwrite"))).toEqual(only({ updated: 1 }));
    expect(await contact()).toMatchObject({ ...kept, name: "Other", email: "other@harbour.example" });
    const empty = csv([header, ["", phone, "", "", "", ""]]);
    expect(counts(await imports.imported(empty, "overwrite"))).toEqual(only({ unchanged: 1 }));
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
    expect(counts(await imports.imported(file, "overwrite"))).toEqual(only({ updated: 1 }));
    expect((await ada.get(`/contacts/${id}`)).body).toMatchObject({
      phone: e164(phone),
      other_phones: [e164(other)],
      job_title: "Buyer",
    });
  });

  test("give a number that a row before them has replaced to somebody else, and undoing gives it back", async () => {
    const [first, second, third, fourth] = [newPhone(), newPhone(), newPhone(), newPhone()];
    const one = await cast.newContact("North", { name: "One", phone: first });
    const two = await cast.newContact("North", { name: "Two", phone: second });
    const three = await cast.newContact("North", { name: "Three", phone: third });
    const file = csv([
      ["id", "name", "phone"],
      [three.id, "Three", fourth],
      [two.id, "Two", third],
      [one.id, "One", second],
      ["", "Somebody new", first],
    ]);
    const done = await imports.imported(file, "overwrite");
    expect(counts(done)).toEqual(only({ created: 1, updated: 3 }));
    const names = async () => {
      const holders = await Promise.all([first, second, third, fourth].map((phone) => imports.withPhone(phone)));
      return holders.map((contact) => contact?.name);
    };
    expect(await names()).toEqual(["Somebody new", "One", "Two", "Three"]);
    expect((await imports.begin(done.id, "undo")).undo).toEqual({ deleted: 1, restored: 3, kept: 0, gone: 0 });
    expect(await names()).toEqual(["One", "Two", "Three", undefined]);
  });

  test("without a number are of the only contact with that name and email, else new", async () => {
    const row = ["Nadia Sen", "", "nadia@harbour.example"];
    const file = csv([["name", "phone", "email"], row, ["Nadia Sen", "", ""], ["Nadia", "", "nadia@harbour.example"]]);
    expect(counts(await imports.imported(file))).toEqual(only({ created: 3 }));
    expect(counts(await imports.imported(file))).toEqual(only({ created: 1, unchanged: 2 }));
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
      ["F", newPhone(), "12.34,5", "", "", "", ""],
      ["G", newPhone(), "1,2.345,6", "", "", "", ""],
    ];
    const separated = new Map([
      [newPhone(), "1.234,56"],
      [newPhone(), "1,234.56"],
      [newPhone(), "-1.234.567,25"],
      [newPhone(), "+12,345.0"],
    ]);
    for (const [number, budget] of separated) rows.push([budget, number, budget, "", "", "", ""]);
    const done = await imports.imported(csv([header, ...rows]));
    expect(counts(done)).toEqual(only({ created: 1 + separated.size, refused: 7 }));
    const budgets = [];
    for (const number of separated.keys()) budgets.push((await imports.withPhone(number))?.fields["budget"]);
    expect(budgets).toEqual([1234.56, 1234.56, -1234567.25, 12345]);
    expect((await imports.withPhone(phone))?.fields).toEqual({
      budget: 12.5,
      since: "2026-11-28",
      vip: true,
      colour: "Red",
      note: "=1+1",
    });
    const reasons = (await imports.refusedRows(done.id)).map((row) => row[1]);
    expect(reasons[0]).toMatch(/^jahresbudget: The comma may separate thousands or decimals/);
    expect(reasons[1]).toMatch(/^Customer Since: This must be a date such as 2026-11-28 or 28.11.2026/);
    expect(reasons[2]).toMatch(/^Customer Since: This must be a date/);
    expect(reasons[3]).toMatch(/vip: This must be yes or no/);
    expect(reasons[3]).toMatch(/COLOUR: This must be one of: Red, Blue/);
    expect(reasons[4]).toMatch(/field.note: This is too long/);
    for (const reason of reasons.slice(5)) expect(reason).toMatch(/^jahresbudget: This must be a number such as 12/);
    for (const { id } of (await ada.get("/contact-fields")).body.items) await ada.delete(`/contact-fields/${id}`);
  });

  test("have no number whose point may be one of thousands, in a file with semicolons", async () => {
    const field = (await ada.post("/contact-fields", { key: "turnover", label: "Turnover", kind: "number" })).body;
    const numbers = { "12,5": 12.5, "1.234,56": 1234.56, "0.125": 0.125, "12.5": 12.5, "1234.567": 1234.567 };
    const ambiguous = ["1.234", "-12.500", "1,234"];
    const rows = [...Object.keys(numbers), ...ambiguous].map((text) => [text, newPhone(), text] as const);
    const file = [["name", "phone", "turnover"], ...rows].map((row) => row.join(";")).join("\r\n");
    const done = await imports.imported(file);
    expect(counts(done)).toEqual(only({ created: Object.keys(numbers).length, refused: ambiguous.length }));
    for (const [name, phone] of rows.slice(0, -ambiguous.length)) {
      expect((await imports.withPhone(phone))!.fields["turnover"], name).toBe(numbers[name as "12,5"]);
    }
    const reasons = (await imports.refusedRows(done.id)).map((row) => row[1]!.split(" Write ")[1]);
    expect(reasons).toEqual(ambiguous.map(() => "1234 or 1,2340."));
    // Nor where the refused rows are uploaded as they are.
    const refused = (await ada.get(`/contact-imports/${done.id}/refused.csv`)).text;
    expect(counts(await imports.imported(refused))).toEqual(only({ refused: ambiguous.length }));
    // In a file with commas, as exports are, a point is that of decimals.
    const phone = newPhone();
    await imports.imported(
      csv([
        ["name", "phone", "turnover"],
        ["Nour", phone, "1.234"],
      ]),
    );
    expect((await imports.withPhone(phone))!.fields["turnover"]).toBe(1.234);
    expect(await ada.delete(`/contact-fields/${field.id}`)).toHaveStatus(204);
  });
});
