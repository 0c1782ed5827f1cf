import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { startServer, type Server } from "../support/server.ts";
import { ids, pages, pagesBackwards } from "./walk.ts";

const people = [
  ["José Müller", "jose@harbour.example"],
  ["Josephine Stone", "stone@harbour.example"],
  ["Mary-Jo Sefton", "mary@harbour.example"],
  ["Banjo Severin", "severin@harbour.example"],
  ["Conchita Alejos Ek", "ek@harbour.example"],
  ["田中太郎", "tanaka@harbour.example"],
  ["Ольга Иванова", "olga@harbour.example"],
  ["ليلى حداد", "layla@harbour.example"],
  ["हरीश हिन्दी", "harish@harbour.example"],
  ["100% O'Brien_\\", "percent@harbour.example"],
  ["ﬁnn Ⅸ", "nine@north.example"],
] as const;

let server: Server;
let ada: Person;
beforeAll(async () => {
  server = await startServer();
  ada = (await Cast.withAda(server)).ada;
  for (const [name, email] of people) {
    const body = { name, email, password: "seven gulls at dawn", send_invitation: false };
    expect(await ada.post("/members", body)).toHaveStatus(201);
  }
});
afterAll(() => server.stop());

const withoutEmail = { password: "seven gulls at dawn", send_invitation: false };
const found = (search: string) => ada.names("/members", { search });

describe("a search for members", () => {
  test.each([
    ["jose", "José Müller"],
    ["JOSÉ", "José Müller"],
    ["muller", "José Müller"],
    ["太郎", "田中太郎"],
    ["иван", "Ольга Иванова"],
    ["حدا", "ليلى حداد"],
    ["हिन्द", "हरीश हिन्दी"],
    ["fin", "ﬁnn Ⅸ"],
    ["ix", "ﬁnn Ⅸ"],
    ["tanaka@", "田中太郎"],
    ["north.ex", "ﬁnn Ⅸ"],
  ])("for %s finds %s", async (search, name) => {
    expect(await found(search)).toContain(name);
  });

  test.each([
    ["%", ["100% O'Brien_\\"]],
    ["_", ["100% O'Brien_\\"]],
    ["\\", ["100% O'Brien_\\"]],
    ["o'b", ["100% O'Brien_\\"]],
    ["#", []],
    ["josejose", []],
    ["josephine stone jr", []],
  ])("takes %s as it stands", async (search, names) => {
    expect(await found(search)).toEqual(names);
  });

  test("puts beginnings of names first, then beginnings of words, then what is inside", async () => {
    expect(await found("jos")).toEqual(["José Müller", "Josephine Stone", "Conchita Alejos Ek"]);
    expect(await found("jo")).toEqual([
      "José Müller",
      "Josephine Stone",
      "Mary-Jo Sefton",
      "Banjo Severin",
      "Conchita Alejos Ek",
    ]);
    expect(await found("se")).toEqual(["Banjo Severin", "Mary-Jo Sefton", "José Müller", "Josephine Stone"]);
  });

  test("wants each of several words, in any order", async () => {
    expect(await found("jo se")).toEqual(["Mary-Jo Sefton", "Banjo Severin", "José Müller", "Josephine Stone"]);
    expect(await found("stone jos")).toEqual(["Josephine Stone"]);
    expect(await found("  STONE  ")).toEqual(["Josephine Stone"]);
  });

  test("goes on, page by page, forth and back", async () => {
    const query = { search: "harbour", limit: 3 };
    const forth = await pages(ada, "/members", query);
    expect(forth.map((page) => page.length)).toEqual([3, 3, 3, 2]);
    expect(new Set(ids(forth)).size).toBe(11);
    expect(ids(await pagesBackwards(ada, "/members", query))).toEqual(ids(forth));
  });

  test("can be sorted and counted", async () => {
    const answer = await ada.get("/members", { search: "jo", sort: "-email", total: true, limit: 2 });
    expect(answer.body.items.map((member) => member.email)).toEqual([
      "stone@harbour.example",
      "severin@harbour.example",
    ]);
    expect(answer.body.total).toBe(5);
  });

  test("of nothing but white space is none", async () => {
    expect(await found("  ")).toHaveLength(people.length + 1);
  });

  test("follows a new name at once, and a removed member is found no more", async () => {
    const body = { name: "Zora Quill", email: "zora@harbour.example", password: "three owls", send_invitation: false };
    const { id } = (await ada.post("/members", body)).body;
    await ada.patch(`/members/${id}`, { name: "Nora Quill" });
    expect(await found("zora q")).toEqual(["Nora Quill"]);
    expect(await found("nora")).toEqual(["Nora Quill"]);
    await ada.delete(`/members/${id}`);
    expect(await found("quill")).toEqual([]);
  });

  test("finds job titles in any script, and follows a new one at once", async () => {
    const body = {
      name: "Ida Holm",
      email: "ida@pier.example",
      job_title: "Directrice générale 主任",
      ...withoutEmail,
    };
    const { id } = (await ada.post("/members", body)).body;
    for (const search of ["directrice", "GENERALE", "任", "ida dir", "rectri"]) {
      expect(await found(search), search).toEqual(["Ida Holm"]);
    }
    const direk = { name: "Direkta Ek", email: "direkta@pier.example", ...withoutEmail };
    expect(await ada.post("/members", direk)).toHaveStatus(201);
    expect(await found("dire"), "names come before job titles").toEqual(["Direkta Ek", "Ida Holm"]);

    await ada.patch(`/members/${id}`, { job_title: "Wäscherei" });
    expect(await found("directrice")).toEqual([]);
    expect(await found("wascher")).toEqual(["Ida Holm"]);
    await ada.patch(`/members/${id}`, { job_title: null });
    expect(await found("wascher")).toEqual([]);
    await ada.patch(`/members/${id}`, { job_title: "Portmaster" });
    expect(await found("portmaster")).toEqual(["Ida Holm"]);
    await ada.delete(`/members/${id}`);
    expect(await found("portmaster")).toEqual([]);
  });

  test("is refused when it is too long", async () => {
    expect(await ada.get("/members", { search: "a".repeat(201) })).toBeRefused(422, "invalid_fields");
    expect(await found("a".repeat(200))).toEqual([]);
  });
});
