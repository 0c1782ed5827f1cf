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
  for (const { company = "North", ...contact } of people) await cast.newContact(company, contact);
});
afterAll(() => server.stop());

const people: (Partial<Schemas["CreateContact"]> & { name: string; company?: string })[] = [
  { name: "Jörg Müller-Łukasz", email: "J.Mueller@Harbour.example", phone: "+49 30 7654321" },
  { name: "محمد الأحمد", second_name: "Mohammed", phone: "+962 7 9012 3456", email: "m@müller.example" },
  { name: "山田花子", second_name: "Hanako Yamada", phone: "+81 90-1234-5678" },
  { name: "김민준", phone: "+82 10-9876-5432" },
  { name: "Анна Смирнова", phone: "+7 916 123-45-67", email: "anna_100%@harbour.example" },
  { name: "Zoë Kiplagat", company: "South", phone: "+49 30 7654399" },
];
const [joerg, mohammed, hanako, minjun, anna, zoe] = people.map((person) => person.name) as [
  string,
  string,
  string,
  string,
  string,
  string,
];

type Query = Record<string, string>;
const found = async (search: string, query: Query = {}, person = ada) =>
  (await person.get("/contacts", { limit: 200, search, ...query })).body.items.map((contact) => contact.name);

describe("a contact is found by any part of", () => {
  test.each<[string, string, string[]]>([
    ["a name, without case and accents", "JORG mull", [joerg]],
    ["a name, with other accents", "Mûllér", [mohammed, joerg]],
    ["a name in the middle", "kasz", [joerg]],
    ["a name across a hyphen", "er-lu", [joerg]],
    ["an Arabic name", "الاحمد", [mohammed]],
    ["a Japanese name", "田花", [hanako]],
    ["a Japanese name, one character", "花", [hanako]],
    ["a Korean name that is being typed", "김미", [minjun]],
    ["a Russian name", "смир", [anna]],
    ["a second name", "yama", [hanako]],
    ["a second name and a name", "hanako 山田", [hanako]],
    ["a name or a domain by one letter", "k", [zoe, mohammed, hanako, joerg]],
    ["an email", "mueller@harb", [joerg]],
    ["an email with its signs as they are", "a_100%@", [anna]],
    ["an email whose domain is not in ASCII", "müller.ex", [mohammed]],
    ["an email and a name", "harbour анна", [anna]],
    ["a number in E.164", "+493076543", [zoe, joerg]],
    ["a number with spaces", "+49 30 765 43 21", [joerg]],
    ["a number with 00", "0049 30 / 765-43-21", [joerg]],
    ["a number with 011", "011 49 30 7654321", [joerg]],
    ["a number with the zero in brackets", "+49 (0)30 7654321", [joerg]],
    ["a number as within its country", "(030) 76 54-321", [joerg]],
    ["a Russian number as within its country", "8 916 123", [anna]],
    ["a Japanese number as within its country", "090-1234", [hanako]],
    ["a number by its end", "4321", [joerg]],
    ["a number by two digits", "99", [zoe]],
    ["a number in Arabic digits", "٠٣٠ ٧٦٥٤٣٢١", [joerg]],
    ["a number beside a name", "zoe 030 7654", [zoe]],
    ["nothing that one has as a whole", "jorg smir", []],
    ["nothing that nobody has", "qqq", []],
    ["nothing by signs alone", "%", [anna]],
  ])("%s", async (_, search, names) => {
    expect(await found(search)).toEqual(names);
  });

  test("only among those whom the caller may see, and with other filters", async () => {
    expect(await found("+4930", {}, eva)).toEqual([joerg]);
    expect(await found("+4930", { company_id: cast.company("South").id })).toEqual([zoe]);
    expect(await found("+4930", { company_id: cast.company("South").id }, eva)).toEqual([]);
    expect(await found("harbour", { email: "anna_100%@HARBOUR.example" })).toEqual([anna]);
    expect(await found("harbour", { do_not_call: "true" })).toEqual([]);
    expect(await found("harbour", { do_not_call: "false", sort: "name" })).toEqual([joerg, anna]);
  });

  test("what he or she has now, and never what was before", async () => {
    const contact = await cast.newContact("North", { name: "Before Berth", phone: "+49 30 5550101" });
    await eva.patch(`/contacts/${contact.id}`, { name: "After Anchor", phone: "+49 30 5550202" });
    for (const gone of ["before", "berth", "5550101"]) expect(await found(gone)).toEqual([]);
    for (const now of ["after", "anchor", "030 5550202"]) expect(await found(now)).toEqual(["After Anchor"]);
    await eva.delete(`/contacts/${contact.id}`);
    expect(await found("anchor")).toEqual([]);
  });
});

describe("the list of what was found", () => {
  beforeAll(async () => {
    for (let n = 0; n < 7; n++) await cast.newContact("North", { name: `Regatta ${n}`, email: `r${n}@sail.example` });
    for (let n = 7; n < 12; n++) await cast.newContact("South", { name: `Preregatta ${n}` });
  });
  const numbers = (names: string[]) => names.map((name) => Number(name.split(" ")[1]));

  test("has the best matches first, the newest of them first", async () => {
    expect(numbers(await found("regatta"))).toEqual([6, 5, 4, 3, 2, 1, 0, 11, 10, 9, 8, 7]);
  });

  test("is read in pages, to the end and back", async () => {
    const read = async (cursor?: string) =>
      (await ada.get("/contacts", { search: "regatta", limit: 5, ...(cursor && { cursor }) })).body;
    const names = (page: Awaited<ReturnType<typeof read>>) => numbers(page.items.map((contact) => contact.name));
    const first = await read();
    const next = await read(first.next_cursor!);
    const last = await read(next.next_cursor!);
    expect([first, next, last].map(names)).toEqual([
      [6, 5, 4, 3, 2],
      [1, 0, 11, 10, 9],
      [8, 7],
    ]);
    expect(first.previous_cursor).toBeNull();
    expect(last.next_cursor).toBeNull();
    const back = await read(last.previous_cursor!);
    expect(names(back)).toEqual(names(next));
    expect(names(await read(back.previous_cursor!))).toEqual(names(first));
  });

  test("has any other order that is asked for", async () => {
    expect(numbers(await found("regatta", { sort: "created_at" }))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(numbers(await found("regatta", { sort: "-name" }))).toEqual([6, 5, 4, 3, 2, 1, 0, 9, 8, 7, 11, 10]);
  });

  test("is that of all contacts for a search of white space", async () => {
    expect((await found(" \u3000")).length).toBe((await ada.get("/contacts", { limit: 200 })).body.items.length);
  });

  test("is not read for a search that is too long", async () => {
    expect(await ada.get("/contacts", { search: "x".repeat(201) })).toBeRefused(422, "invalid_fields", ["search"]);
    expect(await found("x".repeat(200))).toEqual([]);
  });
});
