import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Schemas } from "../support/answer.ts";
import { Cast, type Person } from "../support/cast.ts";
import { startServer, type Server } from "../support/server.ts";

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
  eva = await cast.member({ agents: ["Reception"], permissions: { access_crm: true } });
  jose = await cast.member({ agents: ["Reception"] });
});
afterAll(() => server.stop());

const create = (more: Partial<Schemas["CreateContact"]> = {}) => cast.newContact("North", more);
const north = () => cast.company("North").id;
const put = (person: Person, id: string, body: unknown) => person.put(`/segments/${id}/contacts`, body);
const remove = (person: Person, id: string, contact_ids: string[]) =>
  person.delete(`/segments/${id}/contacts`, { body: { contact_ids } });
const namesIn = async (id: string, query: Record<string, string> = {}) =>
  (await eva.get(`/segments/${id}/contacts`, query)).body.items.map((contact) => contact.name);
const countOf = async (id: string) => (await eva.get(`/segments/${id}`)).body.count;

describe("a segment", () => {
  test("is created, shown, listed, changed and deleted", async () => {
    const answer = await eva.post("/segments", {
      company_id: north(),
      name: " عملاء الخريف ",
      description: "Who bought in autumn.",
      kind: "static",
    });
    expect(answer).toHaveStatus(201);
    const segment = answer.body;
    expect(answer.headers["location"]).toBe(`/api/v1/segments/${segment.id}`);
    expect(segment).toMatchObject({
      company_id: north(),
      company_name: "North",
      name: "عملاء الخريف",
      description: "Who bought in autumn.",
      kind: "static",
      filter: null,
      filter_problems: {},
      count: { contacts: 0, exact: true },
      can: ["update", "delete"],
    });
    expect((await eva.get(`/segments/${segment.id}`)).body).toEqual(segment);
    expect((await eva.get("/segments", { company_id: north(), kind: "static" })).body.items).toContainEqual(segment);
    expect((await eva.get("/segments", { kind: "filter" })).body.items).not.toContainEqual(segment);

    const changed = await eva.patch(`/segments/${segment.id}`, { name: "秋のお客様", description: null });
    expect(changed.body).toMatchObject({ name: "秋のお客様", description: null });
    expect(changed.body.etag).not.toBe(segment.etag);
    expect((await eva.patch(`/segments/${segment.id}`, { name: "秋のお客様" })).body).toEqual(changed.body);
    const late = { headers: { "If-Match": segment.etag } };
    expect(await ada.patch(`/segments/${segment.id}`, { name: "Late" }, late)).toBeRefused(412, "changed_meanwhile");
    expect(await ada.delete(`/segments/${segment.id}`, late)).toBeRefused(412, "changed_meanwhile");
    expect(await eva.delete(`/segments/${segment.id}`)).toHaveStatus(204);
    expect(await eva.get(`/segments/${segment.id}`)).toBeRefused(404, "not_found");
    const entries = (await ada.get("/audit-entries", { subject_id: segment.id })).body.items;
    expect(entries.map((entry) => entry.action)).toEqual(["segment.deleted", "segment.updated", "segment.created"]);
    expect(entries[1]!.fields).toEqual(["name", "description"]);
  });

  test("has a name that is there once in its company, whatever its case", async () => {
    const first = await cast.newSegment("North", { name: "Größe" });
    const again = { company_id: north(), name: "GRÖSSE", kind: "static" };
    expect(await eva.post("/segments", again)).toBeRefused(409, "conflict");
    const other = await cast.newSegment("North");
    expect(await eva.patch(`/segments/${other.id}`, { name: "grösse" })).toBeRefused(409, "conflict");
    expect((await eva.patch(`/segments/${first.id}`, { name: "GRÖSSE" })).body.name).toBe("GRÖSSE");
    expect((await cast.newSegment("South", { name: "Größe" })).name).toBe("Größe");
  });

  test.each<[string, Record<string, unknown>, string[]]>([
    ["without a name", { name: " " }, ["name"]],
    ["of a company that nobody knows", { company_id: "unknown" }, ["company_id"]],
    ["of an unknown kind", { kind: "dynamic" }, ["kind"]],
    ["static, with a filter", { filter: { tag: "VIP" } }, ["filter"]],
    ["a saved filter without one", { kind: "filter" }, ["filter"]],
    ["with too long a description", { description: "x".repeat(2001) }, ["description"]],
    [
      "with a filter that is wrong in many places",
      {
        kind: "filter",
        filter: {
          colour: "red",
          do_not_call: "yes",
          consent: "perhaps",
          tag: 7,
          fields: { nothing: 1, other: { below: 2 } },
        },
      },
      [
        "filter.colour",
        "filter.do_not_call",
        "filter.consent",
        "filter.tag",
        "filter.fields.nothing",
        "filter.fields.other.below",
      ],
    ],
  ])("cannot be %s", async (_, more, fields) => {
    const body = { company_id: north(), name: "Some", kind: "static", ...more };
    expect(await eva.post("/segments", body)).toBeRefused(422, "invalid_fields", fields);
  });

  test("is not there for those without access to its company, and refused without the permission", async () => {
    const [here, there] = [await cast.newSegment("North"), await cast.newSegment("South")];
    const refusals = [
      [eva, there, 404, "not_found"],
      [jose, there, 404, "not_found"],
      [jose, here, 403, "permission_missing"],
    ] as const;
    for (const [person, { id }, status, code] of refusals) {
      for (const answer of [
        await person.get(`/segments/${id}`),
        await person.get(`/segments/${id}/contacts`),
        await person.patch(`/segments/${id}`, { name: "Mine" }),
        await person.delete(`/segments/${id}`),
        await put(person, id, { contact_ids: ["unknown"] }),
        await put(person, id, { filter: {} }),
        await remove(person, id, ["unknown"]),
      ]) {
        expect(answer).toBeRefused(status, code);
      }
    }
    expect((await eva.get("/segments", { limit: 200 })).body.items.map(({ id }) => id)).not.toContain(there.id);
    expect((await eva.get("/segments", { company_id: cast.company("South").id })).body.items).toEqual([]);
    const body = { company_id: cast.company("South").id, name: "Mine", kind: "static" };
    expect(await eva.post("/segments", body)).toBeRefused(422, "invalid_fields", ["company_id"]);
    expect(await jose.get("/segments")).toBeRefused(403, "permission_missing");
  });

  test("goes with its company", async () => {
    const company = await cast.newCompany("Short-lived");
    const segment = await cast.newSegment("Short-lived");
    const contact = await cast.newContact("Short-lived");
    await put(ada, segment.id, { contact_ids: [contact.id] });
    expect(await ada.delete(`/companies/${company.id}`)).toBeRefused(409, "in_use");
    await ada.delete(`/contacts/${contact.id}`);
    expect(await ada.delete(`/companies/${company.id}`)).toHaveStatus(204);
    expect(await ada.get(`/segments/${segment.id}`)).toBeRefused(404, "not_found");
  });
});

describe("a static segment", () => {
  test("has the contacts that were put into it, and counts them", async () => {
    const segment = await cast.newSegment("North");
    const [anna, omar, zoe] = [
      await create({ name: "Anna" }),
      await create({ name: "Omar" }),
      await create({ name: "Zoë" }),
    ];
    const added = await put(eva, segment.id, { contact_ids: [zoe.id, anna.id, anna.id, "unknown"] });
    expect(added.body).toEqual({ changed: 2, unchanged: 0, not_found: 1 });
    expect(await namesIn(segment.id)).toEqual(["Anna", "Zoë"]);
    expect(await namesIn(segment.id, { sort: "-created_at" })).toEqual(["Zoë", "Anna"]);
    expect(await countOf(segment.id)).toEqual({ contacts: 2, exact: true });
    const more = await put(eva, segment.id, { contact_ids: [omar.id, anna.id] });
    expect(more.body).toEqual({ changed: 1, unchanged: 1, not_found: 0 });
    expect((await eva.get(`/segments/${segment.id}`, { count: "exact" })).body.count).toEqual({
      contacts: 3,
      exact: true,
    });
    const wrong = await eva.get(`/segments/${segment.id}`, { count: "roughly" });
    expect(wrong).toBeRefused(422, "invalid_fields", ["count"]);
    const first = (await eva.get(`/segments/${segment.id}/contacts`, { limit: 2 })).body;
    expect(await namesIn(segment.id, { limit: "2", cursor: first.next_cursor! })).toEqual(["Zoë"]);

    const removed = await remove(eva, segment.id, [anna.id, "unknown"]);
    expect(removed.body).toEqual({ changed: 1, unchanged: 0, not_found: 1 });
    expect(await namesIn(segment.id)).toEqual(["Omar", "Zoë"]);
    await ada.delete(`/contacts/${omar.id}`);
    expect(await namesIn(segment.id)).toEqual(["Zoë"]);
    expect(await countOf(segment.id)).toEqual({ contacts: 1, exact: true });
    const entries = (await ada.get("/audit-entries", { subject_id: segment.id })).body.items;
    expect(entries.map(({ action, changes }) => [action, changes["contacts"]?.after])).toEqual([
      ["segment.contacts_removed", 1],
      ["segment.contacts_added", 1],
      ["segment.contacts_added", 2],
      ["segment.created", undefined],
    ]);
  });

  test("takes no contact of another company, and nothing of the request then", async () => {
    const segment = await cast.newSegment("North");
    const [here, there] = [await create(), await cast.newContact("South")];
    const refused = await put(ada, segment.id, { contact_ids: [here.id, there.id] });
    expect(refused).toBeRefused(422, "invalid_fields", ["contact_ids"]);
    expect(await countOf(segment.id)).toEqual({ contacts: 0, exact: true });
    // To those who do not see the other company, its contact does not exist.
    const answer = await put(eva, segment.id, { contact_ids: [here.id, there.id] });
    expect(answer.body).toEqual({ changed: 1, unchanged: 0, not_found: 1 });
  });

  test("takes at least one contact, and at most a thousand, of one kind of choice", async () => {
    const segment = await cast.newSegment("North");
    const many = Array.from({ length: 1001 }, (_, index) => `id ${index}`);
    for (const contact_ids of [[], many]) {
      const answer = await put(eva, segment.id, { contact_ids });
      expect(answer).toBeRefused(422, "invalid_fields", ["contact_ids"]);
      expect(await remove(eva, segment.id, contact_ids)).toBeRefused(422, "invalid_fields", ["contact_ids"]);
    }
    expect(await put(eva, segment.id, {})).toBeRefused(422, "invalid_fields", ["contact_ids"]);
    const both = await put(eva, segment.id, { contact_ids: ["unknown"], filter: {} });
    expect(both).toBeRefused(422, "invalid_fields", ["filter"]);
    const answer = await put(eva, segment.id, { contact_ids: many.slice(0, 1000) });
    expect(answer.body).toEqual({ changed: 0, unchanged: 0, not_found: 1000 });
  });

  test("takes all contacts that match a filter, more than one write holds", async () => {
    await cast.newCompany("Crowded");
    await cast.newAgent("Crowd", "Crowded");
    const segment = await cast.newSegment("Crowded");
    const agents = Array.from({ length: 510 }, (_, index) => index);
    await Promise.all(agents.map((index) => cast.newContact("Crowded", { tags: [index % 2 ? "odd" : "even"] })));
    const [odd] = [await put(ada, segment.id, { filter: { tag: "ODD" } })];
    expect(odd.body).toEqual({ changed: 255, unchanged: 0, not_found: 0 });
    const all = await put(ada, segment.id, { filter: {} });
    expect(all.body).toEqual({ changed: 255, unchanged: 255, not_found: 0 });
    expect((await ada.get(`/segments/${segment.id}`)).body.count).toEqual({ contacts: 510, exact: true });
    const wrong = await put(ada, segment.id, { filter: { fields: { nothing: 1 } } });
    expect(wrong).toBeRefused(422, "invalid_fields", ["filter.fields.nothing"]);
    expect(await ada.delete(`/segments/${segment.id}`)).toHaveStatus(204);
    expect((await ada.get("/contacts", { segment_id: segment.id })).body.items).toEqual([]);
  });

  test("takes no further contacts from somebody who loses the right to meanwhile", async () => {
    await cast.newCompany("Watched");
    await cast.newAgent("Watcher", "Watched");
    const person = await cast.member({ agents: ["Watcher"], permissions: { access_crm: true } });
    await Promise.all(Array.from({ length: 1600 }, () => cast.newContact("Watched")));
    const change = (access_crm: boolean) => ada.patch(`/members/${person.id}`, { permissions: { access_crm } });
    /** How many were added before the right was lost, which is once some were. */
    const addUntilItIsLost = async () => {
      const segment = await cast.newSegment("Watched");
      const count = async () => (await ada.get(`/segments/${segment.id}`, { count: "exact" })).body.count.contacts;
      expect(await change(true)).toHaveStatus(200);
      const adding = put(person, segment.id, { filter: {} });
      while ((await count()) === 0);
      expect(await change(false)).toHaveStatus(200);
      const then = await count();
      const { status } = await adding;
      // All may have been added by then.
      if (then < 1600) expect(status).toBe(403);
      expect(await count()).toBe(then);
      return then;
    };
    let added = 1600;
    for (let attempt = 0; attempt < 20 && added === 1600; ++attempt) added = await addUntilItIsLost();
    expect(added).toBeLessThan(1600);
  });

  test("filters the list of contacts, together with the other filters", async () => {
    const segment = await cast.newSegment("North");
    const [one, two] = [
      await create({ name: "Lê Thị Hồng Nhung", tags: ["filtered"] }),
      await create({ name: "Bo", do_not_call: true }),
    ];
    await put(eva, segment.id, { contact_ids: [one.id, two.id] });
    const listed = async (person: Person, query: Record<string, string>) =>
      (await person.get("/contacts", { segment_id: segment.id, ...query })).body.items.map(({ name }) => name);
    expect(await listed(eva, {})).toEqual(["Bo", "Lê Thị Hồng Nhung"]);
    expect(await listed(eva, { tag: "filtered" })).toEqual(["Lê Thị Hồng Nhung"]);
    expect(await listed(eva, { do_not_call: "true" })).toEqual(["Bo"]);
    const south = await cast.newSegment("South");
    const there = await cast.newContact("South");
    await put(ada, south.id, { contact_ids: [there.id] });
    expect((await eva.get("/contacts", { segment_id: south.id })).body.items).toEqual([]);
    expect((await eva.get("/contacts", { segment_id: "unknown" })).body.items).toEqual([]);
    expect((await ada.get("/contacts", { segment_id: south.id })).body.items).toHaveLength(1);
  });
});

describe("a saved filter", () => {
  const save = async (filter: Schemas["SegmentFilter"]) =>
    (await eva.post("/segments", { company_id: north(), name: `Saved ${++saved}`, kind: "filter", filter })).body;
  let saved = 0;

  test("has the contacts of its company that match now", async () => {
    const segment = await save({ tag: "Frühling", do_not_call: false });
    expect(segment).toMatchObject({
      kind: "filter",
      filter: { tag: "Frühling", do_not_call: false },
      count: { contacts: 0, exact: true },
    });
    const ana = await create({ name: "Ana", tags: ["FRÜHLING"] });
    await create({ name: "Blocked", tags: ["Frühling"], do_not_call: true });
    await cast.newContact("South", { name: "Elsewhere", tags: ["Frühling"] });
    expect(await namesIn(segment.id)).toEqual(["Ana"]);
    expect(await countOf(segment.id)).toEqual({ contacts: 1, exact: true });
    expect((await ada.get(`/segments/${segment.id}`, { count: "exact" })).body.count.contacts).toBe(1);
    const listed = await ada.get("/contacts", { segment_id: segment.id });
    expect(listed.body.items.map(({ id }) => id)).toEqual([ana.id]);
    const both = await ada.get("/contacts", { segment_id: segment.id, tag: "other" });
    expect(both.body.items).toEqual([]);
    await eva.patch(`/contacts/${ana.id}`, { do_not_call: true });
    expect(await namesIn(segment.id)).toEqual([]);
    const widened = await eva.patch(`/segments/${segment.id}`, { filter: { tag: "frühling" } });
    expect(widened.body).toMatchObject({ filter: { tag: "frühling" }, count: { contacts: 2, exact: true } });
    expect(await eva.patch(`/segments/${segment.id}`, { filter: null })).toBeRefused(422, "invalid_fields", ["filter"]);
  });

  test("can search, also within a list that is searched", async () => {
    const segment = await save({ search: "mendoza" });
    const [ana, bruno] = [
      await create({ name: "Ana Mendoza", phone: "+5215512345678" }),
      await create({ name: "Bruno", email: "bruno@mendoza.example" }),
    ];
    await create({ name: "Carla" });
    expect(await namesIn(segment.id)).toEqual(["Ana Mendoza", "Bruno"]);
    expect(await countOf(segment.id)).toEqual({ contacts: 2, exact: true });
    const listed = async (query: Record<string, string>) =>
      (await eva.get("/contacts", { segment_id: segment.id, ...query })).body.items.map(({ id }) => id);
    expect(await listed({})).toEqual([ana.id, bruno.id]);
    expect(await listed({ search: "345678" })).toEqual([ana.id]);
    expect(await listed({ search: "carla" })).toEqual([]);
    expect(await eva.patch(`/segments/${segment.id}`, { filter: { search: " " } })).toBeRefused(422, "invalid_fields", [
      "filter.search",
    ]);
    const chosen = await cast.newSegment("North");
    const added = await put(eva, chosen.id, { filter: { search: "MENDOZA" } });
    expect(added.body).toEqual({ changed: 2, unchanged: 0, not_found: 0 });
  });

  test("matches nothing, and says so, once a field that it names is deleted", async () => {
    const budget = { key: "budget", label: "Budget", kind: "number" } as const;
    const field = (await ada.post("/contact-fields", budget)).body;
    const segment = await save({ fields: { budget: { from: 10, to: 20.5 } } });
    for (const value of [9, 10, 20.5, 21]) await create({ name: `Budget ${value}`, fields: { budget: value } });
    expect(await namesIn(segment.id)).toEqual(["Budget 10", "Budget 20.5"]);
    await ada.delete(`/contact-fields/${field.id}`);
    const broken = (await eva.get(`/segments/${segment.id}`)).body;
    expect(broken.count).toEqual({ contacts: 0, exact: true });
    expect(Object.keys(broken.filter_problems)).toEqual(["filter.fields.budget"]);
    expect(await namesIn(segment.id)).toEqual([]);
    expect((await eva.get("/contacts", { segment_id: segment.id })).body.items).toEqual([]);
    const mended = await eva.patch(`/segments/${segment.id}`, { filter: { tag: "Budget" } });
    expect(mended.body).toMatchObject({ filter_problems: {}, filter: { tag: "Budget" } });
  });

  test("matches nothing once a choice that it names is gone", async () => {
    const size = { key: "size", label: "Size", kind: "choice", choices: ["small", "large"] } as const;
    const field = (await ada.post("/contact-fields", { ...size, choices: [...size.choices] })).body;
    const segment = await save({ fields: { size: "large" } });
    await ada.patch(`/contact-fields/${field.id}`, { choices: ["small", "huge"] });
    const broken = (await eva.get(`/segments/${segment.id}`)).body;
    expect(Object.keys(broken.filter_problems)).toEqual(["filter.fields.size"]);
    expect(broken.count).toEqual({ contacts: 0, exact: true });
  });

  test("has no contacts that are chosen", async () => {
    const segment = await save({ tag: "chosen" });
    const contact = await create();
    expect(await put(eva, segment.id, { contact_ids: [contact.id] })).toBeRefused(409, "conflict");
    expect(await put(eva, segment.id, { filter: { tag: "no such tag" } })).toBeRefused(409, "conflict");
    expect(await remove(eva, segment.id, [contact.id])).toBeRefused(409, "conflict");
  });
});
