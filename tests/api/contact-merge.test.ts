import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Schemas } from "../support/answer.ts";
import { Cast, type Person } from "../support/cast.ts";
import { startServer, type Server } from "../support/server.ts";

let server: Server;
let cast: Cast;
let ada: Person;
/** Sees North by one of its agents, with access to the CRM. */
let eva: Person;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
  ada = cast.ada;
  eva = await cast.member({ agents: ["Reception"], permissions: { access_crm: true } });
  await ada.post("/contact-fields", { key: "budget", label: "Budget", kind: "number" });
  await ada.post("/contact-fields", { key: "city", label: "City", kind: "text" });
});
afterAll(() => server.stop());

let number = 0;
const newPhone = () => `+4930${2_000_000 + ++number}`;
const create = (more: Partial<Schemas["CreateContact"]> = {}) => cast.newContact("North", more);
const merge = (person: Person, { id }: { id: string }, into: { id: string }) =>
  person.post(`/contacts/${id}/merge`, { into: into.id });

const given = { purpose: "Offers", source: "Form", at: "2026-11-01T10:00:00.000Z" };
const withdrawn = { ...given, source: "Call", withdrawn_at: "2026-11-20T10:00:00.000Z" };

describe("a merge", () => {
  test("fills what is empty, unites the rest, and leaves one contact", async () => {
    const [phone, otherPhone] = [newPhone(), newPhone()];
    const into = await create({ name: "Nguyễn Văn An", phone, tags: ["vip"], fields: { budget: 7 } });
    const other = await create({
      name: "An Nguyen",
      phone: otherPhone,
      email: "an@harbour.example",
      job_title: "Buyer",
      time_zone: "Asia/Ho_Chi_Minh",
      tags: ["VIP", "autumn"],
      fields: { budget: 8, city: "Huế" },
      do_not_call: true,
    });
    const [one, two] = [await cast.newSegment("North"), await cast.newSegment("North")];
    await eva.put(`/segments/${one.id}/contacts`, { contact_ids: [into.id, other.id] });
    await eva.put(`/segments/${two.id}/contacts`, { contact_ids: [other.id] });
    const merged = await merge(eva, other, into);
    expect(merged.body).toMatchObject({
      id: into.id,
      name: "Nguyễn Văn An",
      second_name: "An Nguyen",
      phone,
      other_phones: [otherPhone],
      other_phone_texts: [`+49 30 ${otherPhone.slice(-7)}`],
      email: "an@harbour.example",
      job_title: "Buyer",
      time_zone: "Asia/Ho_Chi_Minh",
      tags: ["autumn", "vip"],
      fields: { budget: 7, city: "Huế" },
      do_not_call: true,
    });
    expect((await eva.get(`/contacts/${into.id}`)).body).toEqual(merged.body);
    expect(await eva.get(`/contacts/${other.id}`)).toBeRefused(404, "not_found");
    for (const { id } of [one, two]) {
      const { items } = (await eva.get(`/segments/${id}/contacts`)).body;
      expect(items.map((contact) => contact.id)).toEqual([into.id]);
    }
    const history = (await eva.get(`/contacts/${into.id}/history`)).body.items;
    expect(history[0]).toMatchObject({ action: "contact.merged", actor_name: eva.name });
    expect(history[0]!.fields).toContain("do_not_call");
    const gone = (await ada.get("/audit-entries", { subject_id: other.id })).body.items[0]!;
    expect(gone).toMatchObject({ action: "contact.deleted", changes: { merged_into: { after: into.id } } });
  });

  test("is refused where the contact that ends has changed since it was read", async () => {
    const [into, other] = [await create(), await create()];
    const path = `/contacts/${other.id}/merge`;
    await ada.patch(`/contacts/${other.id}`, { name: "Somebody else by now" });
    const late = await eva.post(path, { into: into.id }, { ifMatch: other.etag });
    expect(late).toBeRefused(412, "changed_meanwhile");
    const { etag } = (await eva.get(`/contacts/${other.id}`)).body;
    expect(await eva.post(path, { into: into.id }, { ifMatch: etag })).toHaveStatus(200);
  });

  test("keeps the number where there was none, and the numbers of earlier merges", async () => {
    const [first, second, third] = [newPhone(), newPhone(), newPhone()];
    const into = await create();
    expect((await merge(eva, await create({ phone: first }), into)).body).toMatchObject({
      phone: first,
      other_phones: [],
    });
    const other = await create({ phone: second });
    await merge(eva, await create({ phone: third }), other);
    const merged = (await merge(eva, other, into)).body;
    expect(merged).toMatchObject({ phone: first, other_phones: [second, third], second_name: null });
    // The main number is one of the others: it is there once.
    const changed = await eva.patch(`/contacts/${into.id}`, { phone: third });
    expect(changed.body).toMatchObject({ phone: third, other_phones: [second] });
  });

  test("leaves each number to one contact of the company, as phone or as another one", async () => {
    const [phone, otherPhone] = [newPhone(), newPhone()];
    const into = await create({ name: "Keeps both", phone });
    await merge(eva, await create({ phone: otherPhone }), into);
    const again = await eva.post("/contacts", { company_id: into.company_id, name: "Again", phone: otherPhone });
    expect(again).toBeRefused(409, "phone_taken", ["phone"]);
    expect(again.problem.detail).toContain("Keeps both");
    const third = await create();
    expect(await eva.patch(`/contacts/${third.id}`, { phone: otherPhone })).toBeRefused(409, "phone_taken", ["phone"]);
    for (const each of [phone, otherPhone]) {
      expect((await eva.get("/contacts", { phone: each })).body.items.map(({ id }) => id)).toEqual([into.id]);
    }
    expect((await eva.get("/contacts", { search: otherPhone.slice(-7) })).body.items.map(({ id }) => id)).toEqual([
      into.id,
    ]);
    await cast.newContact("South", { phone: otherPhone });
    expect(await eva.delete(`/contacts/${into.id}`)).toHaveStatus(204);
    expect((await eva.get("/contacts", { search: otherPhone.slice(-7) })).body.items).toEqual([]);
    expect((await create({ phone: otherPhone })).phone).toBe(otherPhone);
  });

  test("of the same contact twenty times at once happens once", async () => {
    const [into, other] = [await create({ phone: newPhone() }), await create({ phone: newPhone() })];
    const answers = await Promise.all(Array.from({ length: 20 }, () => merge(eva, other, into)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(19).fill(404)]);
    const both = [await create({ phone: newPhone() }), await create({ phone: newPhone() })] as const;
    const crossed = await Promise.all([merge(eva, both[0], both[1]), merge(eva, both[1], both[0])]);
    // The second finds no contact to merge, or none to merge into.
    const [done, refused] = crossed.map(({ status }) => status).sort();
    expect(done).toBe(200);
    expect([404, 422]).toContain(refused);
    const still = await Promise.all(both.map(({ id }) => eva.get(`/contacts/${id}`)));
    expect(still.map(({ status }) => status).sort()).toEqual([200, 404]);
    const left = still.find(({ status }) => status === 200)!.body;
    expect([left.phone, ...left.other_phones].sort()).toEqual(both.map(({ phone }) => phone).sort());
  });

  test.each([
    ["given, none", given, null, given],
    ["none, given", null, given, given],
    ["withdrawn, given", withdrawn, given, withdrawn],
    ["given, withdrawn", given, withdrawn, withdrawn],
  ])("keeps a consent that was withdrawn: %s", async (_, ofInto, ofOther, expected) => {
    const into = await create({ consent: ofInto });
    const merged = await merge(eva, await create({ consent: ofOther }), into);
    expect(merged.body.consent).toMatchObject(expected!);
  });

  test("is refused into itself, into what is not there, and into another company", async () => {
    const contact = await create();
    const hidden = await cast.newContact("South");
    for (const into of [contact, hidden, { id: "unknown" }]) {
      expect(await merge(eva, contact, into)).toBeRefused(422, "invalid_fields", ["into"]);
    }
    const foreign = await merge(ada, contact, hidden);
    expect(foreign).toBeRefused(422, "invalid_fields", ["into"]);
    expect(foreign.problem.fields!["into"]).toMatch(/one company/);
    expect(await merge(eva, hidden, contact)).toBeRefused(404, "not_found");
    expect((await eva.get(`/contacts/${contact.id}`)).body).toEqual(contact);
  });

  test("is refused where there would be too many tags", async () => {
    const tags = (from: number) => Array.from({ length: 30 }, (_, index) => `tag ${from + index}`);
    const [into, other] = [await create({ tags: tags(0) }), await create({ tags: tags(25) })];
    expect(await merge(eva, other, into)).toBeRefused(422, "invalid_fields", ["into"]);
    expect((await eva.get(`/contacts/${other.id}`)).body).toEqual(other);
  });
});
