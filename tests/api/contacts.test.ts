import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Schemas } from "../support/answer.ts";
import { Cast, type Person } from "../support/cast.ts";
import { startServer, type Server } from "../support/server.ts";
import { titled } from "./titled.ts";

let server: Server;
let cast: Cast;
let ada: Person;
/** Sees North by one of its agents, with access to the CRM. */
let eva: Person;
/** Sees the same, without. */
let jose: Person;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
  ada = cast.ada;
  await ada.patch(`/companies/${cast.company("North").id}`, { country: "DE" });
  eva = await cast.member({ agents: ["Reception"], permissions: { access_crm: true } });
  jose = await cast.member({ agents: ["Reception"] });
});
afterAll(() => server.stop());

let number = 0;
const newPhone = () => `+4930${1_000_000 + ++number}`;
const create = async (more: Partial<Schemas["CreateContact"]> = {}) => cast.newContact("North", more);
const read = async (id: string) => (await ada.get(`/contacts/${id}`)).body;

describe("a contact", () => {
  test("is created, shown and listed", async () => {
    const north = cast.company("North");
    const answer = await eva.post("/contacts", {
      company_id: north.id,
      name: " Nour Haddad ",
      second_name: " نور حداد ",
      phone: "030 / 12 34 56-78",
      email: "Nour@müller.de",
      job_title: "Buyer",
      time_zone: "Europe/Berlin",
      tags: ["VIP", "autumn", "vip"],
      do_not_call: true,
      consent: { purpose: "Offers", source: "Form on the website", wording: "Call me.", at: "2026-11-01T10:00:00Z" },
    });
    expect(answer).toHaveStatus(201);
    const contact = answer.body;
    expect(answer.headers["location"]).toBe(`/api/v1/contacts/${contact.id}`);
    expect(contact).toMatchObject({
      company_id: north.id,
      company_name: "North",
      name: "Nour Haddad",
      second_name: "نور حداد",
      phone: "+493012345678",
      phone_text: "030 12345678",
      phone_is_valid: true,
      email: "Nour@xn--mller-kva.de",
      job_title: "Buyer",
      time_zone: "Europe/Berlin",
      tags: ["autumn", "VIP"],
      fields: {},
      do_not_call: true,
      consent: { purpose: "Offers", source: "Form on the website", wording: "Call me.", withdrawn_at: null },
      can: ["update", "delete"],
    });
    const shown = await eva.get(`/contacts/${contact.id}`);
    expect(shown.body).toEqual(contact);
    expect(shown.headers["etag"]).toBe(contact.etag);
    expect((await eva.get("/contacts", { limit: 200 })).body.items).toContainEqual(contact);
  });

  test("needs nothing but a company and a name", async () => {
    const contact = (await eva.post("/contacts", { company_id: cast.company("North").id, name: "Li" })).body;
    expect(contact).toMatchObject({ phone: null, phone_text: null, phone_is_valid: null, email: null, consent: null });
    expect(contact).toMatchObject({ tags: [], fields: {}, do_not_call: false });
  });

  test("is changed field by field, and each change is in the audit log without what it says", async () => {
    const contact = await create({ phone: newPhone(), email: "li@harbour.example", tags: ["one"] });
    const phone = newPhone();
    const change = { name: "Li Na", second_name: "李娜", phone, tags: ["two"], email: null };
    const changed = await eva.patch(`/contacts/${contact.id}`, change);
    expect(changed.body).toMatchObject(change);
    expect(changed.body.etag).not.toBe(contact.etag);
    expect(await read(contact.id)).toEqual(changed.body);
    const entry = (await ada.get("/audit-entries", { subject_id: contact.id })).body.items[0]!;
    expect(entry).toMatchObject({
      action: "contact.updated",
      fields: ["name", "second_name", "phone", "email", "tags"],
    });
    const { items } = (await ada.get("/audit-entries", { limit: 200 })).body;
    const log = JSON.stringify(items.map((item) => ({ ...item, subject_name: null }))); // the contact's, as long as there is one
    for (const secret of ["Li Na", "李娜", phone, "li@harbour.example"]) expect(log).not.toContain(secret);
  });

  test("stays as it is when nothing is named, or named as it is", async () => {
    const contact = await create({ phone: newPhone(), tags: ["one"] });
    expect((await eva.patch(`/contacts/${contact.id}`, {})).body).toEqual(contact);
    const same = { name: contact.name, phone: contact.phone, tags: ["one"] };
    expect((await eva.patch(`/contacts/${contact.id}`, same)).body).toEqual(contact);
  });

  test("is not changed over the change of another", async () => {
    const { id, etag } = await create();
    expect(await eva.patch(`/contacts/${id}`, { name: "First" }, { headers: { "If-Match": etag } })).toHaveStatus(200);
    const late = await ada.patch(`/contacts/${id}`, { name: "Second" }, { headers: { "If-Match": etag } });
    expect(late).toBeRefused(412, "changed_meanwhile");
    expect(await ada.delete(`/contacts/${id}`, { headers: { "If-Match": etag } })).toBeRefused(
      412,
      "changed_meanwhile",
    );
    expect((await read(id)).name).toBe("First");
  });

  test("is deleted, and its number is free again", async () => {
    const phone = newPhone();
    const { id } = await create({ phone, tags: ["gone"] });
    expect(await eva.delete(`/contacts/${id}`)).toHaveStatus(204);
    for (const person of [eva, ada]) expect(await person.get(`/contacts/${id}`)).toBeRefused(404, "not_found");
    expect(await eva.delete(`/contacts/${id}`)).toBeRefused(404, "not_found");
    expect((await create({ phone })).phone).toBe(phone);
    expect((await eva.get("/contacts", { tag: "gone" })).body.items).toEqual([]);
  });

  test("keeps a consent until it is replaced, and can have it withdrawn", async () => {
    const consent = { purpose: "Offers", source: "Call", at: "2026-11-01T10:00:00.000Z" };
    const { id } = await create({ consent });
    expect((await eva.patch(`/contacts/${id}`, { name: "Other" })).body.consent).toMatchObject(consent);
    const withdrawn = { ...consent, withdrawn_at: "2026-11-20T10:00:00.000Z" };
    expect((await eva.patch(`/contacts/${id}`, { consent: withdrawn })).body.consent).toMatchObject({
      withdrawn_at: "2026-11-20T10:00:00.000Z",
    });
    const early = { ...consent, withdrawn_at: "2026-10-20T10:00:00Z" };
    const refused = await eva.patch(`/contacts/${id}`, { consent: early });
    expect(refused).toBeRefused(422, "invalid_fields", ["consent.withdrawn_at"]);
    expect((await eva.patch(`/contacts/${id}`, { consent: null })).body.consent).toBeNull();
  });

  test("refuses a consent of the future, and allows for clocks that differ by minutes", async () => {
    const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
    const consent = (given: string, withdrawn_at: string | null = null) => ({
      consent: { purpose: "Offers", source: "Call", at: given, withdrawn_at },
    });
    const company_id = cast.company("North").id;
    const { id } = await create();
    for (const [sent, field] of [
      [consent(at(7)), "consent.at"],
      [consent("2999-01-01T00:00:00Z"), "consent.at"],
      [consent(at(-60), at(7)), "consent.withdrawn_at"],
    ] as const) {
      for (const answer of [
        await eva.patch(`/contacts/${id}`, sent),
        await eva.post("/contacts", { company_id, name: "Of the future", ...sent }),
      ]) {
        expect(answer).toBeRefused(422, "invalid_fields", [field]);
        expect(answer.problem.fields![field]).toBe("This is in the future.");
      }
    }
    const soon = consent(at(3), at(4));
    expect((await eva.patch(`/contacts/${id}`, soon)).body.consent).toMatchObject(soon.consent);
  });

  test("takes the server's clock for a consent that is given or withdrawn now", async () => {
    const consent = { purpose: "Offers", source: "Call" };
    const { id } = await create();
    const given = (await eva.patch(`/contacts/${id}`, { consent })).body.consent!;
    expect(given.withdrawn_at).toBeNull();
    const both = { consent: { ...given, withdrawn_at: given.at, withdrawn_now: true } };
    const refused = await eva.patch(`/contacts/${id}`, both);
    expect(refused).toBeRefused(422, "invalid_fields", ["consent.withdrawn_now"]);
    const now = (await eva.patch(`/contacts/${id}`, { consent: { ...given, withdrawn_now: true } })).body.consent!;
    expect(now.at).toBe(given.at);
    for (const time of [given.at, now.withdrawn_at!]) {
      expect(Math.abs(Date.parse(time) - Date.now())).toBeLessThan(60_000);
    }
    // It was given by a clock that is ahead, and is not withdrawn before that.
    const at = new Date(Date.now() + 4 * 60_000).toISOString();
    const ahead = { ...consent, at, withdrawn_now: true };
    expect((await eva.patch(`/contacts/${id}`, { consent: ahead })).body.consent).toMatchObject({
      at,
      withdrawn_at: at,
    });
  });

  test("keeps its company: nobody moves it", async () => {
    const { id } = await create();
    const answer = await ada.patch(`/contacts/${id}`, { company_id: cast.company("South").id } as never);
    expect(answer).toBeRefused(422, "invalid_fields", ["company_id"]);
  });

  test("is deleted, and who was not to be called is still not", async () => {
    const consent = { purpose: "Offers", source: "Letter", at: "2026-01-01T00:00:00Z" };
    const withdrawn = { ...consent, withdrawn_at: "2026-02-01T00:00:00Z" };
    const [marked, asked, willing] = [newPhone(), newPhone(), newPhone()];
    const contacts = [
      await create({ phone: marked, do_not_call: true }),
      await create({ phone: asked, consent: withdrawn }),
      await create({ phone: willing, consent }),
    ];
    for (const { id } of contacts) expect(await eva.delete(`/contacts/${id}`)).toHaveStatus(204);
    const listed = async (phone: string) => (await eva.get("/do-not-call", { phone })).body.items;
    const { company_id } = contacts[0]!;
    for (const phone of [marked, asked]) {
      const [entry, ...more] = await listed(phone);
      expect(entry).toMatchObject({ company_id, phone, reason: "The contact with this number was deleted." });
      expect(more).toEqual([]);
      const recorded = (await ada.get("/audit-entries", { subject_id: entry!.id })).body.items;
      expect(recorded).toMatchObject([{ action: "do_not_call.created", actor_id: eva.id }]);
    }
    expect(await listed(willing)).toEqual([]);
  });

  test("is deleted with the numbers of contacts that were merged into it", async () => {
    const [own, merged] = [newPhone(), newPhone()];
    const [into, from] = [await create({ phone: own }), await create({ phone: merged, do_not_call: true })];
    expect(await eva.post(`/contacts/${from.id}/merge`, { into: into.id })).toHaveStatus(200);
    expect(await eva.delete(`/contacts/${into.id}`)).toHaveStatus(204);
    for (const phone of [own, merged]) expect((await eva.get("/do-not-call", { phone })).body.items).toHaveLength(1);
  });

  test("keeps its company from being deleted, and the reason is told", async () => {
    const company = await cast.newCompany("Brief");
    const { id } = await cast.newContact("Brief");
    const answer = await ada.delete(`/companies/${company.id}`);
    expect(answer).toBeRefused(409, "in_use");
    expect(answer.problem.detail).toMatch(/contacts/);
    expect(await ada.delete(`/contacts/${id}`)).toHaveStatus(204);
    expect(await ada.delete(`/companies/${company.id}`)).toHaveStatus(204);
  });
});

describe("a contact's phone number", () => {
  test("is there once in a company, in whatever way it is written, and the contact that has it is named", async () => {
    const maria = await create({ name: "Maria Lind", phone: "+49 30 7654321" });
    const other = await create();
    for (const phone of ["030 7654321", "+49307654321", "0049 30 765 43 21"]) {
      const again = await eva.post("/contacts", { company_id: cast.company("North").id, name: "Other", phone });
      expect(again).toBeRefused(409, "phone_taken", ["phone"]);
      expect(again.problem.detail).toContain("Maria Lind");
      expect(again.problem.contact_id).toBe(maria.id);
      expect(await eva.patch(`/contacts/${other.id}`, { phone })).toBeRefused(409, "phone_taken", ["phone"]);
    }
    expect((await cast.newContact("South", { phone: "+49307654321" })).phone).toBe("+49307654321");
  });

  test("is there once when twenty enter it at once", async () => {
    const [company_id, phone] = [cast.company("North").id, newPhone()];
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => eva.post("/contacts", { company_id, name: "Rush", phone })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, ...Array<number>(19).fill(409)]);
  });

  test("needs its country where the company has none", async () => {
    const south = { company_id: cast.company("South").id, name: "Other" };
    const answer = await ada.post("/contacts", { ...south, phone: "030 12345678" });
    expect(answer).toBeRefused(422, "invalid_fields", ["phone"]);
    expect(answer.problem.fields!["phone"]).toMatch(/country code/);
    const contact = (await ada.post("/contacts", { ...south, phone: "+49 30 12345679" })).body;
    expect(contact.phone_text).toBe("+49 30 12345679");
  });

  test("may be one that is not in use, of which the page can warn", async () => {
    expect((await create({ phone: "+1 555 555 0123" })).phone_is_valid).toBe(false);
  });

  test.each(
    titled([
      "none",
      "12",
      "4.4E+10",
      "030 1234567 / 0171 2345678",
      "+49 30 1234567 ext. 5",
      "030 1234567 (home)",
      "+999 1",
      7,
    ]),
  )("cannot be %s", async (_, phone) => {
    const body = { company_id: cast.company("North").id, name: "Other", phone } as never;
    expect(await eva.post("/contacts", body)).toBeRefused(422, "invalid_fields", ["phone"]);
  });

  test.each(titled(["de", "Germany", "ZZ", "XX"]))("cannot be of the country %s", async (_, country) => {
    const answer = await ada.patch(`/companies/${cast.company("South").id}`, { country });
    expect(answer).toBeRefused(422, "invalid_fields", ["country"]);
  });
});

describe("what a contact cannot be", () => {
  test.each<[string, Record<string, unknown>, string[]]>([
    ["without a name", { name: " " }, ["name"]],
    ["of a company that nobody knows", { company_id: "unknown" }, ["company_id"]],
    ["with an email that is none", { email: "nour" }, ["email"]],
    ["in a time zone that does not exist", { time_zone: "Berlin" }, ["time_zone"]],
    ["with a tag that cannot be seen", { tags: ["good", "\u200b"] }, ["tags[1]"]],
    ["with too many tags", { tags: Array.from({ length: 51 }, (_, index) => `tag ${index}`) }, ["tags"]],
    ["with a field that nobody has defined", { fields: { budget: 7 } }, ["fields.budget"]],
    [
      "with a consent that does not say what for",
      { consent: { source: "Form", at: "2026-11-01T10:00:00Z" } },
      ["consent.purpose"],
    ],
    ["wrong in two places at once", { email: "nour", phone: "none" }, ["email", "phone"]],
  ])("%s", async (_, more, fields) => {
    const body = { company_id: cast.company("North").id, name: "Nour", ...more } as never;
    expect(await eva.post("/contacts", body)).toBeRefused(422, "invalid_fields", fields);
  });
});

describe("the list of contacts", () => {
  const first = async (query: Record<string, string>) =>
    (await eva.get("/contacts", { ...query, limit: 200 })).body.items.map((contact) => contact.name);

  test("is sorted by name, or by creation, in pages", async () => {
    const company = await cast.newCompany("Listed");
    await cast.newAgent("Lister", "Listed");
    for (const name of ["Øystein", "anna", "Zoë"]) await cast.newContact("Listed", { name });
    const names = async (query: Record<string, string>) =>
      (await ada.get("/contacts", { company_id: company.id, ...query })).body.items.map((contact) => contact.name);
    expect(await names({})).toEqual(["anna", "Øystein", "Zoë"]);
    expect(await names({ sort: "-name" })).toEqual(["Zoë", "Øystein", "anna"]);
    expect(await names({ sort: "created_at" })).toEqual(["Øystein", "anna", "Zoë"]);
    const page = (await ada.get("/contacts", { company_id: company.id, limit: 2 })).body;
    expect(await names({ limit: "2", cursor: page.next_cursor! })).toEqual(["Zoë"]);
  });

  test("is filtered by tag in any case, by do-not-call, and by phone number", async () => {
    const phone = newPhone();
    await create({ name: "Tagged", tags: ["Größe"], phone, do_not_call: true });
    expect(await first({ tag: "GRÖSSE" })).toEqual(["Tagged"]);
    expect(await first({ tag: "Größe", do_not_call: "false" })).toEqual([]);
    expect(await first({ tag: "Größe", do_not_call: "true" })).toEqual(["Tagged"]);
    expect(await first({ phone })).toEqual(["Tagged"]);
    expect(await eva.get("/contacts", { phone: "none" })).toBeRefused(422, "invalid_fields", ["phone"]);
    expect(await eva.get("/contacts", { do_not_call: "perhaps" })).toBeRefused(422, "invalid_fields", ["do_not_call"]);
  });
});

describe("who sees contacts", () => {
  test("is somebody with access to the CRM, for the companies of his or her agents", async () => {
    const [here, there] = [await create({ tags: ["scope"] }), await cast.newContact("South", { tags: ["scope"] })];
    const seen = async (person: Person) =>
      (await person.get("/contacts", { tag: "scope" })).body.items.map((contact) => contact.id);
    expect(await seen(eva)).toEqual([here.id]);
    expect((await seen(ada)).sort()).toEqual([here.id, there.id].sort());
    expect(await jose.get("/contacts")).toBeRefused(403, "permission_missing");
    const answer = await eva.post("/contacts", { company_id: cast.company("South").id, name: "Other" });
    expect(answer).toBeRefused(422, "invalid_fields", ["company_id"]);
  });

  test("changes with the next request", async () => {
    const person = await cast.member({ agents: ["Reception"], permissions: { access_crm: true } });
    const { id } = await create();
    expect(await person.get(`/contacts/${id}`)).toHaveStatus(200);
    await ada.patch(`/members/${person.id}`, { permissions: { access_crm: false } });
    for (const path of ["/contacts", `/contacts/${id}`, "/contact-fields"] as const) {
      expect(await person.get(path as "/contacts")).toBeRefused(403, "permission_missing");
    }
    await ada.patch(`/members/${person.id}`, { permissions: { access_crm: true }, agent_ids: [] });
    expect(await person.get(`/contacts/${id}`)).toBeRefused(404, "not_found");
    expect((await person.get("/contacts")).body.items).toEqual([]);
  });

  test("is nobody while the CRM is switched off, not even an administrator", async () => {
    const { id } = await create();
    const field = (await ada.post("/contact-fields", { key: "off", label: "Off", kind: "text" })).body;
    await ada.patch("/settings", { crm_enabled: false });
    const asked = await Promise.all([
      ada.get("/contacts"),
      ada.get(`/contacts/${id}`),
      ada.patch(`/contacts/${id}`, { name: "Other" }),
      ada.delete(`/contacts/${id}`),
      ada.post("/contacts", { company_id: cast.company("North").id, name: "Other" }),
      ada.get("/contact-fields"),
      ada.post("/contact-fields", { key: "on", label: "On", kind: "text" }),
      ada.patch(`/contact-fields/${field.id}`, { label: "On" }),
      ada.delete(`/contact-fields/${field.id}`),
      eva.get("/contacts"),
    ]);
    await ada.patch("/settings", { crm_enabled: true });
    for (const answer of asked) expect(answer).toBeRefused(403, "permission_missing");
    expect(asked[0]!.problem.detail).toMatch(/CRM is off/);
    expect((await read(id)).name).toBe("Nour Haddad");
    expect(await ada.delete(`/contact-fields/${field.id}`)).toHaveStatus(204);
  });
});
