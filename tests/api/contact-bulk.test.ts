import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Schemas } from "../support/answer.ts";
import { Cast, type Person } from "../support/cast.ts";
import { counter } from "../support/metrics.ts";
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
const bulk = (person: Person, contacts: { id: string }[], change: Omit<Schemas["BulkChange"], "contact_ids">) =>
  person.post("/contacts/bulk", { contact_ids: contacts.map(({ id }) => id), ...change });
const read = async ({ id }: { id: string }) => (await ada.get(`/contacts/${id}`)).body;

describe("a bulk change", () => {
  test("gives a tag and takes it, in any case, and counts what was so already", async () => {
    const contacts = [await create({ tags: ["vip"] }), await create({ tags: ["other"] }), await create()];
    const answer = await bulk(eva, [...contacts, contacts[0]!, { id: "unknown" }], { action: "add_tag", tag: "VIP" });
    expect(answer.body).toEqual({ changed: 2, unchanged: 1, not_found: 1 });
    const tagged = await Promise.all(contacts.map(read));
    expect(tagged.map(({ tags }) => tags)).toEqual([["vip"], ["other", "VIP"], ["VIP"]]);
    expect(tagged.map(({ etag }, index) => etag === contacts[index]!.etag)).toEqual([true, false, false]);
    const taken = await bulk(eva, contacts, { action: "remove_tag", tag: "vip" });
    expect(taken.body).toEqual({ changed: 3, unchanged: 0, not_found: 0 });
    expect((await Promise.all(contacts.map(read))).map(({ tags }) => tags)).toEqual([[], ["other"], []]);
    const entries = (await ada.get("/audit-entries", { subject_id: contacts[1]!.id })).body.items;
    expect(entries.map(({ action, fields }) => [action, fields])).toEqual([
      ["contact.updated", ["tags"]],
      ["contact.updated", ["tags"]],
      ["contact.created", []],
    ]);
  });

  test("sets do-not-call and clears it", async () => {
    const contacts = [await create({ do_not_call: true }), await create()];
    const set = await bulk(eva, contacts, { action: "set_do_not_call" });
    expect(set.body).toEqual({ changed: 1, unchanged: 1, not_found: 0 });
    for (const contact of contacts) expect((await read(contact)).do_not_call).toBe(true);
    const cleared = await bulk(eva, contacts, { action: "clear_do_not_call" });
    expect(cleared.body).toEqual({ changed: 2, unchanged: 0, not_found: 0 });
    for (const contact of contacts) expect((await read(contact)).do_not_call).toBe(false);
  });

  test("puts contacts into a segment and takes them out", async () => {
    const segment = await cast.newSegment("North");
    const contacts = [await create(), await create()];
    const segment_id = segment.id;
    const added = await bulk(eva, contacts, { action: "add_to_segment", segment_id });
    expect(added.body).toEqual({ changed: 2, unchanged: 0, not_found: 0 });
    expect((await eva.get(`/segments/${segment_id}`)).body.count.contacts).toBe(2);
    const removed = await bulk(eva, contacts.slice(1), { action: "remove_from_segment", segment_id });
    expect(removed.body).toEqual({ changed: 1, unchanged: 0, not_found: 0 });
    expect((await eva.get(`/segments/${segment_id}`)).body.count.contacts).toBe(1);
    const foreign = await bulk(ada, [await cast.newContact("South")], { action: "add_to_segment", segment_id });
    expect(foreign).toBeRefused(422, "invalid_fields", ["contact_ids"]);
    const hidden = await cast.newSegment("South");
    for (const id of [hidden.id, "unknown"]) {
      const answer = await bulk(eva, contacts, { action: "add_to_segment", segment_id: id });
      expect(answer).toBeRefused(422, "invalid_fields", ["segment_id"]);
    }
  });

  test("deletes, and each contact has its entry in the audit log", async () => {
    const contacts = [await create({ name: "محمد الأمين", phone: "+4930700001" }), await create()];
    const answer = await bulk(eva, contacts, { action: "delete" });
    expect(answer.body).toEqual({ changed: 2, unchanged: 0, not_found: 0 });
    for (const { id } of contacts) {
      expect(await ada.get(`/contacts/${id}`)).toBeRefused(404, "not_found");
      const entries = (await ada.get("/audit-entries", { subject_id: id })).body.items;
      expect(entries.map(({ action }) => action)).toEqual(["contact.deleted", "contact.created"]);
    }
    expect((await eva.get("/contacts", { search: "محمد" })).body.items).toEqual([]);
    expect((await create({ phone: "+4930700001" })).phone).toBe("+4930700001");
  });

  test("deletes, and numbers that are not to be called stay on the do-not-call list", async () => {
    const contacts = [
      await create({ phone: "+4930700011", do_not_call: true }),
      await create({ phone: "+4930700012" }),
      await create({ do_not_call: true }),
    ];
    await eva.post("/do-not-call", { phone: "+4930700013", company_id: contacts[0]!.company_id, reason: "Asked to" });
    contacts.push(await create({ phone: "+4930700013", do_not_call: true }));
    expect((await bulk(eva, contacts, { action: "delete" })).body.changed).toBe(4);
    const entries = (await eva.get("/do-not-call", { company_id: contacts[0]!.company_id })).body.items;
    expect(entries.map(({ phone, reason }) => [phone, reason])).toEqual([
      ["+4930700011", "The contact with this number was deleted."],
      ["+4930700013", "Asked to"],
    ]);
  });

  test("does not find contacts of companies out of scope, and leaves them alone", async () => {
    const [here, there] = [await create(), await cast.newContact("South", { tags: ["stays"] })];
    for (const change of [
      { action: "add_tag", tag: "new" },
      { action: "remove_tag", tag: "stays" },
      { action: "set_do_not_call" },
    ] as const) {
      const answer = await bulk(eva, [here, there], change);
      expect(answer.body.not_found).toBe(1);
    }
    expect((await bulk(eva, [there], { action: "delete" })).body).toEqual({ changed: 0, unchanged: 0, not_found: 1 });
    expect(await read(there)).toEqual(there);
    expect(await bulk(jose, [here], { action: "set_do_not_call" })).toBeRefused(403, "permission_missing");
  });

  test("gives no contact too many tags, and then changes none", async () => {
    const full = await create({ tags: Array.from({ length: 50 }, (_, index) => `tag ${index}`) });
    const other = await create();
    const answer = await bulk(eva, [other, full], { action: "add_tag", tag: "one more" });
    expect(answer).toBeRefused(422, "invalid_fields", ["contact_ids"]);
    expect(await read(other)).toEqual(other);
    const known = await bulk(eva, [full], { action: "add_tag", tag: "TAG 7" });
    expect(known.body).toEqual({ changed: 0, unchanged: 1, not_found: 0 });
  });

  test("changes a thousand contacts at once in one write, and no more", async () => {
    const ids = Array.from({ length: 1001 }, (_, index) => ({ id: `id ${index}` }));
    expect(await bulk(eva, ids, { action: "delete" })).toBeRefused(422, "invalid_fields", ["contact_ids"]);
    expect((await bulk(eva, ids.slice(1), { action: "delete" })).body.not_found).toBe(1000);
    const contacts = await Promise.all(Array.from({ length: 130 }, () => create()));
    // Workers may have written meanwhile: the least of several times is nearest to what the change takes itself.
    const writes: number[] = [];
    for (const tag of ["many", "more", "most"]) {
      const before = await counter(ada, "rollcall_database_writes_total");
      const answer = await bulk(eva, contacts, { action: "add_tag", tag });
      expect(answer.body).toEqual({ changed: 130, unchanged: 0, not_found: 0 });
      writes.push((await counter(ada, "rollcall_database_writes_total")) - before);
    }
    expect(Math.min(...writes)).toBeLessThan(5);
  });

  test.each<[string, Record<string, unknown>, string[]]>([
    ["without contacts", { contact_ids: [], action: "delete" }, ["contact_ids"]],
    ["with an unknown action", { action: "explode" }, ["action"]],
    ["with a tag that is missing", { action: "add_tag" }, ["tag"]],
    ["with a tag that cannot be seen", { action: "remove_tag", tag: "\u200b" }, ["tag"]],
    ["with a segment that is missing", { action: "add_to_segment" }, ["segment_id"]],
    ["with what the action has not", { action: "delete", tag: "VIP", segment_id: "some" }, ["segment_id", "tag"]],
  ])("cannot be %s", async (_, change, fields) => {
    const answer = await eva.post("/contacts/bulk", { contact_ids: ["unknown"], ...change });
    expect(answer).toBeRefused(422, "invalid_fields", fields);
  });
});
