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
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
  ada = cast.ada;
  eva = await cast.member({ agents: ["Reception"], permissions: { access_crm: true } });
  await ada.post("/contact-fields", { key: "budget", label: "Budget", kind: "number" });
  await ada.post("/contact-fields", { key: "since", label: "Since", kind: "date" });
  await ada.post("/contact-fields", { key: "motto", label: "Motto", kind: "text" });
  await ada.post("/contact-fields", { key: "member", label: "Member", kind: "boolean" });
  await ada.post("/contact-fields", { key: "level", label: "Level", kind: "choice", choices: ["Gold", "銀"] });
  for (const { company = "North", ...contact } of people) await cast.newContact(company, contact);
});
afterAll(() => server.stop());

const given = { purpose: "Offers", source: "Form", at: "2026-11-01T10:00:00Z" };
const people: (Partial<Schemas["CreateContact"]> & { name: string; company?: string })[] = [
  {
    name: "Anna Größe",
    email: "Anna@Harbour.example",
    job_title: "Leiterin Einkauf",
    time_zone: "Europe/Berlin",
    fields: { budget: -3.5, since: "2024-02-29", motto: "Größe zählt", member: true, level: "Gold" },
    consent: given,
  },
  {
    name: "نور حداد",
    email: "anna@harbour.example",
    job_title: "مديرة",
    time_zone: "Asia/Amman",
    fields: { budget: 9, since: "2025-01-01", motto: "س".repeat(900), level: "銀" },
    consent: { ...given, withdrawn_at: "2026-11-02T10:00:00Z" },
  },
  { name: "山田花子", fields: { budget: 10, since: "2026-11-28", member: false }, do_not_call: true },
  { name: "Zoë", company: "South", email: "anna@harbour.example", fields: { budget: 10 } },
];
const [anna, nour, hanako, zoe] = people.map((person) => person.name) as [string, string, string, string];

type Query = Record<string, string>;
const found = async (query: Query, person = ada) =>
  (await person.get("/contacts", { limit: 200, ...query })).body.items.map((contact) => contact.name);

describe("contacts are filtered", () => {
  test.each<[string, () => Query, () => string[]]>([
    ["by email in whatever case", () => ({ email: "ANNA@harbour.example" }), () => [anna, zoe, nour]],
    ["by job title in whatever case", () => ({ job_title: " leiterin EINKAUF " }), () => [anna]],
    ["by job title in another script", () => ({ job_title: "مديرة" }), () => [nour]],
    ["by time zone", () => ({ time_zone: "Asia/Amman" }), () => [nour]],
    ["by do-not-call", () => ({ do_not_call: "true" }), () => [hanako]],
    ["by the absence of do-not-call", () => ({ do_not_call: "false" }), () => [anna, zoe, nour]],
    ["by consent", () => ({ consent: "given" }), () => [anna]],
    ["by withdrawn consent", () => ({ consent: "withdrawn" }), () => [nour]],
    ["by missing consent", () => ({ consent: "none" }), () => [zoe, hanako]],
    ["by a text in whatever case", () => ({ "field.motto": "GRÖSSE ZÄHLT" }), () => [anna]],
    ["by a long text", () => ({ "field.motto": "س".repeat(900) }), () => [nour]],
    ["by a long text that only begins alike", () => ({ "field.motto": "س".repeat(899) }), () => []],
    ["by a number", () => ({ "field.budget": "10.0" }), () => [zoe, hanako]],
    ["by a negative number", () => ({ "field.budget": "-3.5" }), () => [anna]],
    ["by numbers from one on", () => ({ "field.budget.from": "9" }), () => [zoe, nour, hanako]],
    ["by numbers up to one", () => ({ "field.budget.to": "9" }), () => [anna, nour]],
    ["by a range of numbers", () => ({ "field.budget.from": "-4", "field.budget.to": "9.5" }), () => [anna, nour]],
    ["by a date", () => ({ "field.since": "2024-02-29" }), () => [anna]],
    ["by dates from one on", () => ({ "field.since.from": "2025-01-01" }), () => [nour, hanako]],
    ["by dates up to one", () => ({ "field.since.to": "2024-12-31" }), () => [anna]],
    ["by true and false", () => ({ "field.member": "false" }), () => [hanako]],
    ["by a choice", () => ({ "field.level": "銀" }), () => [nour]],
    ["by several at once", () => ({ email: "anna@harbour.example", "field.budget.from": "5" }), () => [zoe, nour]],
    ["by company besides", () => ({ company_id: cast.company("South").id, "field.budget": "10" }), () => [zoe]],
  ])("%s", async (_, query, names) => {
    expect(await found(query())).toEqual(names());
  });

  test("only among those whom the caller may see", async () => {
    expect(await found({ "field.budget": "10" }, eva)).toEqual([hanako]);
    expect(await found({ email: "anna@harbour.example" }, eva)).toEqual([anna, nour]);
  });

  test("by what they have now, also in pages and in other orders", async () => {
    const { id } = await cast.newContact("North", { name: "Li", fields: { motto: "before" }, job_title: "Before" });
    await eva.patch(`/contacts/${id}`, { fields: { motto: "After", budget: 7 }, job_title: "After" });
    expect(await found({ "field.motto": "before" })).toEqual([]);
    expect(await found({ job_title: "before" })).toEqual([]);
    expect(await found({ job_title: "after", "field.motto": "after", "field.budget": "7" })).toEqual(["Li"]);
    expect(await found({ "field.budget.from": "7", sort: "-created_at" })).toEqual(["Li", zoe, hanako, nour]);
    const first = (await ada.get("/contacts", { "field.budget.from": "7", limit: 1 })).body;
    expect(await found({ "field.budget.from": "7", cursor: first.next_cursor! })).toHaveLength(3);
    await ada.delete(`/contacts/${id}`);
    expect(await found({ "field.motto": "after" })).toEqual([]);
  });
});

describe("what cannot be a filter is refused, with the field and what would be right:", () => {
  test.each<[string, string, RegExp]>([
    ["field.unknown", "1", /no such field/],
    ["field.unknown.from", "1", /no such field/],
    ["field.budget", "ten", /number/],
    ["field.budget", "inf", /number/],
    ["field.budget", "", /value/],
    ["field.budget.to", "1.2.3", /number/],
    ["field.since", "28.11.2026", /date such as/],
    ["field.since.from", "2026-02-30", /date such as/],
    ["field.member", "perhaps", /true or false/],
    ["field.level", "Bronze", /Gold/],
    ["field.motto.from", "a", /Only numbers and dates/],
    ["field.level.to", "Gold", /Only numbers and dates/],
    ["consent", "perhaps", /given, withdrawn, none/],
    ["time_zone", "Berlin", /Europe\/Berlin/],
    ["field.", "1", /no such parameter/],
    ["fields.budget", "1", /no such parameter/],
  ])("%s=%s", async (name, value, message) => {
    const answer = await ada.get("/contacts", { [name]: value } as never);
    const field = name.startsWith("field.unknown") ? "field.unknown" : name;
    expect(answer).toBeRefused(422, "invalid_fields", [field]);
    expect(answer.problem.fields![field]).toMatch(message);
  });

  test.each(titled(["true", "FALSE", "1"]))("do_not_call=%s unless it is one of two words", async (_, value) => {
    const answer = await ada.get("/contacts", { do_not_call: value } as never);
    if (value === "true") expect(answer).toHaveStatus(200);
    else expect(answer).toBeRefused(422, "invalid_fields", ["do_not_call"]);
  });
});
