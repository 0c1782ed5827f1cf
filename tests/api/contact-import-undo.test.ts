import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Cast, Person } from "../support/cast.ts";
import { ContactImports, newPhone, csv, counts, e164, only } from "../support/contact-imports.ts";

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
    const { id } = await imports.upload(csv([["name", "phone"], ...rows]));
    const checked = await imports.begin(id, "check");
    expect(checked).toMatchObject({ state: "checked", rows: 456, rows_done: 456 });
    expect(counts(checked)).toEqual(only({ created: 451, unchanged: 2, skipped: 2, refused: 1 }));
    expect((await imports.refusedRows(id)).map(([line]) => line)).toEqual(["457"]);
    expect(await imports.withPhone(twice)).toBeUndefined();
    expect(await eva.post(`/contact-imports/${id}/undo`)).toBeRefused(409, "conflict");
    const done = await imports.begin(id, "start");
    expect(counts(done)).toEqual(counts(checked));
    expect((await imports.refusedRows(id)).map(([line]) => line)).toEqual(["457"]);
  });

  test.each([
    ["fill", { created: 152, unchanged: 3 }],
    ["overwrite", { created: 152, unchanged: 2, updated: 1 }],
  ] as const)("counts further rows of one number as the import does that is to %s", async (existing, expected) => {
    const [first, second] = [newPhone(), newPhone()];
    const rows = [
      ["Nour", first, "Buyer", "A"],
      ["", first, "", "says nothing more"],
      ["Kim", second, "", "B"],
      ["Kimberly", second, "", "has another name"],
      ...Array.from({ length: 150 }, (_, index) => [`Person ${index}`, newPhone(), "", "to fill the chunk"]),
      ["Nour ", e164(first), "Buyer", "says the same as the first one, in a later chunk"],
    ];
    const { id } = await imports.upload(csv([["name", "phone", "job_title", "What we know"], ...rows]));
    await eva.patch(`/contact-imports/${id}`, { existing });
    const checked = await imports.begin(id, "check");
    expect(counts(checked)).toEqual(only(expected));
    expect(counts(await imports.begin(id, "start"))).toEqual(counts(checked));
  });

  test("is to be made again after a change", async () => {
    const { id } = await imports.upload(
      csv([
        ["name", "phone"],
        ["Nour", newPhone()],
      ]),
    );
    expect(await imports.begin(id, "check")).toMatchObject({ state: "checked", created: 1 });
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
    const done = await imports.imported(csv([["name", "phone", "job_title", "tags"], ...rows]), "overwrite");
    expect(counts(done)).toEqual(only({ created: 3, updated: 2 }));
    const overwritten = (await ada.get(`/contacts/${before.id}`)).body;
    const changed = (await imports.withPhone(phones[3]!))!;
    await ada.patch(`/contacts/${changed.id}`, { job_title: "Owner" });
    await ada.patch(`/contacts/${other.id}`, { name: "Changed by Ada" });
    await ada.delete(`/contacts/${(await imports.withPhone(phones[4]!))!.id}`);

    const undone = await imports.begin(done.id, "undo");
    expect(undone).toMatchObject({ state: "undone", undo: { deleted: 1, restored: 1, kept: 2, gone: 1 } });
    const restored = (await ada.get(`/contacts/${before.id}`)).body;
    expect({ ...restored, etag: "" }).toEqual({ ...before, etag: "" });
    // What an earlier version was is not what has it now: nobody writes over it with a version that was seen before.
    for (const ifMatch of [before.etag, overwritten.etag]) {
      const late = await ada.patch(`/contacts/${before.id}`, { job_title: "Late" }, { ifMatch });
      expect(late).toBeRefused(412, "changed_meanwhile");
    }
    expect((await ada.get(`/contacts/${other.id}`)).body).toMatchObject({ name: "Changed by Ada", job_title: null });
    const entries = (await ada.get("/audit-entries", { subject_id: before.id })).body.items;
    expect(entries.map(({ action }) => action)).toEqual(["contact.updated", "contact.updated", "contact.created"]);
    expect(await imports.withPhone(phones[2]!)).toBeUndefined();
    expect(await imports.withPhone(phones[3]!)).toMatchObject({ job_title: "Owner" });
    expect(await eva.post(`/contact-imports/${done.id}/undo`)).toBeRefused(409, "conflict");
  });

  test("keeps a contact that was marked do-not-call since", async () => {
    const phone = newPhone();
    const done = await imports.imported(
      csv([
        ["name", "phone"],
        ["Marked since", phone],
      ]),
      "skip",
    );
    const { id } = (await imports.withPhone(phone))!;
    await ada.post("/contacts/bulk", { contact_ids: [id], action: "set_do_not_call" });
    expect((await imports.begin(done.id, "undo")).undo).toMatchObject({ deleted: 0, kept: 1 });
    expect((await ada.get(`/contacts/${id}`)).body).toMatchObject({ do_not_call: true });
  });

  test("goes back over chunks in which the same contact was created and changed", async () => {
    const phone = newPhone();
    const filling = Array.from({ length: 450 }, (_, index) => [`Person ${index}`, newPhone()]);
    const rows = [["First", phone], ...filling, ["Last", phone]];
    const done = await imports.imported(csv([["name", "phone"], ...rows]), "overwrite");
    expect(counts(done)).toEqual(only({ created: 451, updated: 1 }));
    const undone = await imports.begin(done.id, "undo");
    expect(undone.undo).toEqual({ deleted: 451, restored: 1, kept: 0, gone: 0 });
    expect(await imports.withPhone(phone)).toBeUndefined();
  });

  test("leaves a number with the contact that has it now", async () => {
    const [former, later] = [newPhone(), newPhone()];
    const { id } = await cast.newContact("North", { name: "Mover", phone: former });
    const done = await imports.imported(
      csv([
        ["id", "name", "phone"],
        [id, "Mover", later],
      ]),
      "overwrite",
    );
    expect(done).toMatchObject({ updated: 1 });
    await cast.newContact("North", { name: "New owner", phone: former });
    expect((await imports.begin(done.id, "undo")).undo).toMatchObject({ kept: 1 });
    expect(await imports.withPhone(former)).toMatchObject({ name: "New owner" });
    expect(await imports.withPhone(later)).toMatchObject({ id });
  });
});
