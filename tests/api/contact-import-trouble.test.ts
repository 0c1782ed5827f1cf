import { setTimeout } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Schemas } from "../support/answer.ts";
import { Cast, type Person } from "../support/cast.ts";
import type { Client } from "../support/client.ts";
import { programWith } from "../support/program.ts";
import { startServer, type Server } from "../support/server.ts";
import { day, WallClock } from "../support/wall-clock.ts";
import { pages } from "./walk.ts";

type Import = Schemas["ContactImport"];

let clock: WallClock;
let server: Server;
let cast: Cast;
let ada: Person;
beforeAll(async () => {
  clock = new WallClock();
  server = await startServer(clock.options);
  cast = await Cast.on(server);
  ada = cast.ada;
});
afterAll(() => server.stop());

let companies = 0;
const newCompany = () => cast.newCompany(`Imports ${++companies}`);

const rows = 3_000;
/** Rows of a phone number each, with a tag, of which the last has none and is refused. */
const file = (name: string, count = rows) =>
  `name,phone,tags\n${Array.from({ length: count - 1 }, (_, n) => `${name} ${n},+4930${2_000_000 + n},${name}\n`).join("")},12,\n`;

async function upload(company: { id: string }, text: string, person: Client = ada): Promise<Import> {
  const answer = await person.post("/contact-imports", text, {
    query: { company_id: company.id },
    headers: { "Content-Type": "text/csv" },
  });
  expect(answer).toHaveStatus(201);
  return answer.body;
}

const read = async (id: string) => (await ada.get(`/contact-imports/${id}`)).body;
const isActive = ({ state }: Import) => ["checking", "running", "undoing"].includes(state);

async function until(id: string, holds: (one: Import) => boolean): Promise<Import> {
  for (;;) {
    const one = await read(id);
    if (holds(one) || !isActive(one)) return one;
    await setTimeout(2);
  }
}
const ended = (id: string) => until(id, () => false);

async function started(company: { id: string }, text: string, person: Client = ada): Promise<Import> {
  const { id } = await upload(company, text, person);
  expect(await person.post(`/contact-imports/${id}/start`)).toHaveStatus(200);
  return read(id);
}

const contactsOf = async (company: { id: string }) =>
  (await pages(ada, "/contacts", { company_id: company.id, limit: 200 })).flat() as unknown as Schemas["Contact"][];

const sum = (one: Import) => one.created + one.updated + one.unchanged + one.skipped + one.refused;

describe("kill -9", () => {
  // Not all are done before it is seen that some are.
  const rows = 20_000;
  const ofMany = (name: string) => file(name, rows);

  test("during an import leaves nothing out, and does nothing twice", async () => {
    const company = await newCompany();
    const { id } = await started(company, ofMany("Killed"));
    let kills = 0;
    for (const part of [0, 0.4, 0.8]) {
      const one = await until(id, ({ rows_done }) => rows_done > rows * part);
      if (!isActive(one)) break;
      await server.kill();
      ++kills;
      await server.startAgain();
    }
    expect(kills).toBeGreaterThan(0);
    const done = await ended(id);
    expect(done).toMatchObject({ state: "done", rows, created: rows - 1, refused: 1 });
    expect(sum(done)).toBe(rows);
    const contacts = await contactsOf(company);
    expect(contacts).toHaveLength(rows - 1);
    expect(new Set(contacts.map(({ phone }) => phone)).size).toBe(rows - 1);
    expect(contacts.every(({ tags }) => tags.join() === "Killed")).toBe(true);
  });

  test("while it is undone leaves nothing of it", async () => {
    const company = await newCompany();
    const before = await ada.post("/contacts", { company_id: company.id, name: "Before", phone: "+49302000007" });
    const uploaded = await upload(company, ofMany("Undone"));
    await ada.patch(`/contact-imports/${uploaded.id}`, { existing: "overwrite" });
    await ada.post(`/contact-imports/${uploaded.id}/start`);
    const done = await ended(uploaded.id);
    expect(done).toMatchObject({ created: rows - 2, updated: 1, refused: 1 });
    await ada.post(`/contact-imports/${done.id}/undo`);
    const undoneSoFar = ({ undo }: Import) => (undo ? undo.deleted + undo.restored : 0);
    let kills = 0;
    for (const part of [0, 0.5]) {
      const one = await until(done.id, (now) => undoneSoFar(now) > rows * part);
      if (!isActive(one)) break;
      await server.kill();
      ++kills;
      await server.startAgain();
    }
    expect(kills).toBeGreaterThan(0);
    const undone = await ended(done.id);
    expect(undone).toMatchObject({ state: "undone", undo: { deleted: rows - 2, restored: 1, kept: 0, gone: 0 } });
    expect(await contactsOf(company)).toEqual([{ ...before.body, etag: expect.any(String) }]);
  });

  test("during a dry run begins it again", async () => {
    const company = await newCompany();
    const { id } = await upload(company, ofMany("Checked"));
    await ada.post(`/contact-imports/${id}/check`);
    expect((await until(id, ({ rows_done }) => rows_done > 0)).state).toBe("checking");
    await server.kill();
    await server.startAgain();
    expect(await ended(id)).toMatchObject({ state: "checked", created: rows - 1, refused: 1, rows_done: rows });
  });
});

describe("two imports at once", () => {
  test("of one company are done one after the other, and the second finds the contacts of the first", async () => {
    const company = await newCompany();
    const first = await started(company, file("Twice"));
    const second = await started(company, file("Twice"));
    expect(await ended(first.id)).toMatchObject({ state: "done", created: rows - 1, refused: 1 });
    expect(await ended(second.id)).toMatchObject({ state: "done", created: 0, unchanged: rows - 1, refused: 1 });
    expect(await contactsOf(company)).toHaveLength(rows - 1);
  });

  test("of two companies are both done", async () => {
    const [one, other] = [await newCompany(), await newCompany()];
    const [first, second] = [await started(one, file("One")), await started(other, file("Other"))];
    for (const { id } of [first, second]) expect(await ended(id)).toMatchObject({ state: "done", created: rows - 1 });
    expect((await contactsOf(one)).every(({ tags }) => tags.join() === "One")).toBe(true);
    expect((await contactsOf(other)).every(({ tags }) => tags.join() === "Other")).toBe(true);
  });
});

describe("while an import is running,", () => {
  let eva: Person;
  let company: Schemas["Company"];
  let running: Import;
  // Enough for it not to end before what is done meanwhile.
  const many = 24_000;
  const begin = async () => {
    company = await newCompany();
    eva = await cast.member({ permissions: { access_crm: true } });
    await ada.patch(`/members/${eva.id}`, { company_ids: [company.id] });
    running = await started(company, file("Stopped", many), eva);
    expect((await until(running.id, ({ rows_done }) => rows_done > 0)).state).toBe("running");
  };
  afterEach(async () => {
    if ((await ada.get(`/contact-imports/${running.id}`)).status === 404) return;
    const failed = await ended(running.id);
    if (failed.state !== "failed") return;
    // What it has done can be undone by somebody who may.
    expect(await ada.post(`/contact-imports/${running.id}/undo`)).toHaveStatus(200);
    expect(await ended(running.id)).toMatchObject({ state: "undone", undo: { deleted: failed.created } });
    expect(await contactsOf(company)).toEqual([]);
  });

  test.each([
    ["is suspended", () => ada.put(`/members/${eva.id}/suspension`), /suspended or removed/],
    ["is removed", () => ada.delete(`/members/${eva.id}`), /suspended or removed/],
    ["loses access to the CRM", () => ada.patch(`/members/${eva.id}`, { permissions: { access_crm: false } }), /CRM/],
    ["loses the company", () => ada.patch(`/members/${eva.id}`, { company_ids: [] }), /this company/],
  ])("a member who %s loses it, and what was imported can be undone", async (_, lose, reason) => {
    await begin();
    expect((await lose()).status).toBeLessThan(300);
    const failed = await ended(running.id);
    expect(failed.state).toBe("failed");
    expect(failed.reason).toMatch(reason);
    expect(failed.rows_done).toBeLessThan(failed.rows);
    expect(await contactsOf(company)).toHaveLength(failed.created);
  });

  test("an API token that has started it and is revoked loses it", async () => {
    company = await newCompany();
    expect(await ada.post("/session/confirmation", { password: ada.password })).toHaveStatus(204);
    const made = (await ada.post("/api-tokens", { name: "Importer", scopes: ["read", "crm"] })).body;
    running = await started(company, file("Stopped", many), programWith(server, made.token));
    expect((await until(running.id, ({ rows_done }) => rows_done > 0)).state).toBe("running");
    expect(await ada.delete(`/api-tokens/${made.id}`)).toHaveStatus(204);
    expect(await ended(running.id)).toMatchObject({ state: "failed", reason: expect.stringMatching(/API token/) });
  });

  test("its company cannot be deleted, and the import goes on", async () => {
    await begin();
    expect(await ada.delete(`/companies/${company.id}`)).toBeRefused(409, "in_use");
    expect(await ended(running.id)).toMatchObject({ state: "done", created: many - 1 });
  });

  test("it can be undone, which ends it", async () => {
    await begin();
    expect(await ada.post(`/contact-imports/${running.id}/undo`)).toHaveStatus(200);
    expect(await ended(running.id)).toMatchObject({ state: "undone" });
    expect(await contactsOf(company)).toEqual([]);
  });

  test("it cannot be deleted", async () => {
    await begin();
    expect(await ada.delete(`/contact-imports/${running.id}`)).toBeRefused(409, "conflict");
    await ended(running.id);
    expect(await ada.delete(`/contact-imports/${running.id}`)).toHaveStatus(204);
  });

  test("and the field of a column is deleted, it ends", async () => {
    company = await newCompany();
    const field = (await ada.post("/contact-fields", { key: "shoe", label: "Shoe size", kind: "number" })).body;
    const lines = Array.from({ length: many }, (_, n) => `Nour ${n},44\n`).join("");
    running = await started(company, `name,shoe\n${lines}`);
    await until(running.id, ({ rows_done }) => rows_done > 0);
    expect(await ada.delete(`/contact-fields/${field.id}`)).toHaveStatus(204);
    const failed = await ended(running.id);
    expect(failed).toMatchObject({
      state: "failed",
      reason: expect.stringMatching(/field\.shoe, which no longer exists/),
    });
  });
});

describe("a company that is deleted", () => {
  test("takes an import along that has not begun", async () => {
    const company = await newCompany();
    const { id } = await upload(company, file("Gone"));
    expect(await ada.delete(`/companies/${company.id}`)).toHaveStatus(204);
    expect(await ada.get(`/contact-imports/${id}`)).toBeRefused(404, "not_found");
  });
});

describe("into a segment", () => {
  test("its contacts are imported, and taken out again where it is undone", async () => {
    const company = await newCompany();
    const segment = (await ada.post("/segments", { company_id: company.id, name: "Spring", kind: "static" })).body;
    const before = (await ada.post("/contacts", { company_id: company.id, name: "Nour", phone: "+49302000001" })).body;
    const { id } = await upload(company, file("Spring", 500));
    expect(await ada.patch(`/contact-imports/${id}`, { segment_id: segment.id })).toHaveStatus(200);
    await ada.post(`/contact-imports/${id}/start`);
    expect(await ended(id)).toMatchObject({ state: "done", created: 498, skipped: 1, segment_id: segment.id });
    const count = async () => (await ada.get(`/segments/${segment.id}`, { count: "exact" })).body.count.contacts;
    expect(await count()).toBe(499);
    await ada.post(`/contact-imports/${id}/undo`);
    expect(await ended(id)).toMatchObject({ state: "undone", undo: { deleted: 498 } });
    expect(await count()).toBe(0);
    expect((await ada.get(`/contacts/${before.id}`)).body).toEqual(before);
  });

  test("of another company, or a saved filter, none are", async () => {
    const [company, other] = [await newCompany(), await newCompany()];
    const { id } = await upload(company, file("Nowhere", 5));
    const foreign = (await ada.post("/segments", { company_id: other.id, name: "A", kind: "static" })).body;
    const filter = { company_id: company.id, name: "B", kind: "filter", filter: { tag: "x" } } as const;
    const saved = (await ada.post("/segments", filter)).body;
    for (const segment_id of [foreign.id, saved.id, "none"]) {
      const answer = await ada.patch(`/contact-imports/${id}`, { segment_id });
      expect(answer).toBeRefused(422, "invalid_fields", ["segment_id"]);
    }
  });
});

test("after 7 days the file, the undo log and the refused rows are deleted", async () => {
  const company = await newCompany();
  const { id } = await started(company, file("Old", 500));
  const done = await ended(id);
  expect(done).toMatchObject({ state: "done", file_state: "kept" });
  const never = await upload(company, file("Never started", 5));
  clock.forward(7 * day + 60);
  await ada.signIn(ada.email, ada.password);
  while ((await read(id)).file_state !== "expired") await setTimeout(50);
  expect(await read(id)).toMatchObject({ file_name: "", columns: [], created: done.created, refused: done.refused });
  expect(await ada.post(`/contact-imports/${id}/undo`)).toBeRefused(409, "conflict");
  expect((await ada.get(`/contact-imports/${id}/refused.csv`)).text.trim().split("\n")).toHaveLength(1);
  while ((await read(never.id)).file_state !== "expired") await setTimeout(50);
  expect(await ada.post(`/contact-imports/${never.id}/start`)).toBeRefused(409, "conflict");
  expect(await ada.get(`/contact-imports/${never.id}/preview`)).toBeRefused(409, "conflict");
  expect(await contactsOf(company)).toHaveLength(499);
});
