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
});
afterAll(() => server.stop());

let number = 0;
const create = async (more: Partial<Schemas["CreateContact"]> = {}) => cast.newContact("North", more);
const read = async (id: string) => (await ada.get(`/contacts/${id}`)).body;

describe("the account's own fields", () => {
  const define = async (field: Partial<Schemas["CreateContactField"]>) =>
    (await ada.post("/contact-fields", { key: `key_${++number}`, label: "Field", kind: "text", ...field })).body;

  test("hold what their kind is for, and show it again", async () => {
    const keys: Record<string, string> = {};
    for (const kind of ["text", "number", "date", "boolean"] as const) keys[kind] = (await define({ kind })).key;
    const choice = await define({ kind: "choice", choices: ["Gold", "Silver"] });
    const fields = {
      [keys["text"]!]: " Prefers mornings ",
      [keys["number"]!]: 9007199254740991,
      [keys["date"]!]: "2024-02-29",
      [keys["boolean"]!]: false,
      [choice.key]: "Gold",
    };
    const { id, fields: stored } = await create({ fields });
    expect(stored).toEqual({ ...fields, [keys["text"]!]: "Prefers mornings" });
    const changed = (await eva.patch(`/contacts/${id}`, { fields: { [keys["number"]!]: -12.5, [choice.key]: null } }))
      .body;
    expect(changed.fields).toEqual({
      [keys["text"]!]: "Prefers mornings",
      [keys["number"]!]: -12.5,
      [keys["date"]!]: "2024-02-29",
      [keys["boolean"]!]: false,
    });
    expect((await eva.patch(`/contacts/${id}`, { fields: null as never })).body.fields).toEqual({});
  });

  test("show a number as it came, also where JavaScript would round it", async () => {
    const { key } = await define({ kind: "number" });
    const { id } = await create();
    for (const number of ["18446744073709551615", "9007199254740993", "-9223372036854775808", "0.1", "-0.5"]) {
      const body = `{"fields": {"${key}": ${number}}}`;
      const headers = { "Content-Type": "application/json" };
      expect(await eva.send("PATCH", `/api/v1/contacts/${id}`, { body: Buffer.from(body), headers })).toHaveStatus(200);
      expect((await eva.get(`/contacts/${id}`)).text).toContain(`"${key}":${number}`);
    }
  });

  test.each<[Schemas["ContactFieldKind"], unknown]>([
    ["text", 7],
    ["text", "x".repeat(1001)],
    ["text", "two\nlines"],
    ["number", "7"],
    ["date", "29.02.2024"],
    ["date", "2023-02-29"],
    ["date", "2024-2-29"],
    ["boolean", "yes"],
    ["boolean", 1],
    ["choice", "Bronze"],
    ["choice", ["Gold"]],
  ])("of the kind %s do not hold %j", async (kind, value) => {
    const { key } = await define(kind === "choice" ? { kind, choices: ["Gold"] } : { kind });
    const body = { company_id: cast.company("North").id, name: "Nour", fields: { [key]: value } } as never;
    expect(await eva.post("/contacts", body)).toBeRefused(422, "invalid_fields", [`fields.${key}`]);
    for (const { id } of (await ada.get("/contact-fields")).body.items.slice(20))
      await ada.delete(`/contact-fields/${id}`);
  });

  test("are listed for everybody with access to the CRM, and changed by administrators alone", async () => {
    const field = await define({ label: "Budget" });
    expect((await eva.get("/contact-fields")).body.items).toContainEqual({ ...field, can: [] });
    expect(field.can).toEqual(["update", "delete"]);
    expect(await eva.patch(`/contact-fields/${field.id}`, { label: "Other" })).toBeRefused(403, "forbidden");
    expect((await ada.patch(`/contact-fields/${field.id}`, { label: "Other" })).body).toMatchObject({ label: "Other" });
  });

  test("are deleted with what contacts have in them", async () => {
    const field = await define({});
    const { id } = await create({ fields: { [field.key]: "gone" } });
    expect(await ada.delete(`/contact-fields/${field.id}`)).toHaveStatus(204);
    expect((await read(id)).fields).toEqual({});
    await define({ key: field.key });
    expect((await read(id)).fields).toEqual({});
  });

  test("keep a choice that contacts have", async () => {
    const field = await define({ kind: "choice", choices: ["Gold", "Silver"] });
    const { id } = await create({ fields: { [field.key]: "Gold" } });
    const answer = await ada.patch(`/contact-fields/${field.id}`, { choices: ["Silver", "Bronze"] });
    expect(answer).toBeRefused(409, "in_use");
    expect(answer.problem.detail).toContain("Gold");
    await eva.patch(`/contacts/${id}`, { fields: { [field.key]: "Silver" } });
    const changed = await ada.patch(`/contact-fields/${field.id}`, { choices: ["Silver", "Bronze"] });
    expect(changed.body.choices).toEqual(["Silver", "Bronze"]);
  });

  test.each<[string, Record<string, unknown>, string[]]>([
    ["a key with capitals", { key: "Budget" }, ["key"]],
    ["a key that begins with a digit", { key: "1st" }, ["key"]],
    ["the key of a field that every contact has", { key: "phone" }, ["key"]],
    ["the key of another name of a contact", { key: "second_name" }, ["key"]],
    ["a key that an import takes for part of the name", { key: "first_name" }, ["key"]],
    ["the key of a time that an export has", { key: "created_at" }, ["key"]],
    ["no label", { label: "" }, ["label"]],
    ["choices that are none", { kind: "choice" }, ["choices"]],
    ["the same choice twice", { kind: "choice", choices: ["A", "B", "A"] }, ["choices[2]"]],
    ["choices of a text", { choices: ["A"] }, ["choices"]],
  ])("are not defined with %s", async (_, more, fields) => {
    const answer = await ada.post("/contact-fields", { key: "fine", label: "Fine", kind: "text", ...more } as never);
    expect(answer).toBeRefused(422, "invalid_fields", fields);
  });

  test("have a key each, and are fifty at most", async () => {
    for (const { id } of (await ada.get("/contact-fields")).body.items) await ada.delete(`/contact-fields/${id}`);
    await define({ key: "budget" });
    const again = await ada.post("/contact-fields", { key: "budget", label: "Other", kind: "number" });
    expect(again).toBeRefused(409, "conflict");
    for (let count = 1; count < 50; ++count) await define({});
    expect(await ada.post("/contact-fields", { key: "more", label: "More", kind: "text" })).toBeRefused(
      409,
      "conflict",
    );
  });
});
