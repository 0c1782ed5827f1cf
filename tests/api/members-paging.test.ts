import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Schemas } from "../support/answer.ts";
import { Cast, type Person } from "../support/cast.ts";
import { startServer, type Server } from "../support/server.ts";
import { ids, pages, pagesBackwards } from "./walk.ts";

// Each member costs a password hash: as many as show every edge of a page, no more.
const count = 40;
const names = ["Åsa", "asa", "Asa", "Émile", "emile", "Zoë", "zoe", "ليلى", "田中太郎", "🦭"];

let server: Server;
let ada: Person;
beforeAll(async () => {
  server = await startServer();
  ada = (await Cast.withAda(server)).ada;
  const create = (n: number) =>
    ada.post("/members", {
      email: `member-${(n * 37) % count}@harbour.example`,
      name: names[n % names.length],
      password: `member number ${n}`,
      send_invitation: false,
    });
  for (let n = 1; n < count; n++) expect(await create(n)).toHaveStatus(201);
});
afterAll(() => server.stop());

const fields = ["name", "email", "created_at", "last_active_at"] as const;

describe.each(fields.flatMap((field) => [field, `-${field}`]))("40 members sorted by %s", (sort) => {
  test("come each once, forth and back alike", async () => {
    const forth = await pages(ada, "/members", { sort, limit: 7 });
    expect(forth.map((page) => page.length)).toEqual([7, 7, 7, 7, 7, 5]);
    expect(new Set(ids(forth)).size).toBe(count);
    expect(ids(await pagesBackwards(ada, "/members", { sort, limit: 7 }))).toEqual(ids(forth));
  });
});

test("emails and times are in order", async () => {
  for (const field of ["email", "created_at"] as const) {
    const items = (await pages(ada, "/members", { sort: field, limit: 15 })).flat() as Schemas["MemberSummary"][];
    const values = items.map((member) => member[field]);
    expect(values).toEqual([...values].sort());
  }
});

test("names are in order without regard to case and accents", async () => {
  const items = (await pages(ada, "/members", { limit: 15 })).flat() as Schemas["MemberSummary"][];
  const folded = items.map((member) => member.name.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase());
  const byBytes = [...folded].sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  expect(folded).toEqual(byBytes);
});

test("who was never active stands together at one end", async () => {
  const active = async (sort: string) =>
    ((await pages(ada, "/members", { sort, limit: 15 })).flat() as Schemas["MemberSummary"][]).map(
      (member) => member.last_active_at !== null,
    );
  const [forth, back] = [await active("last_active_at"), await active("-last_active_at")];
  expect(forth.filter(Boolean)).toHaveLength(1);
  expect([forth.indexOf(true), back.indexOf(true)].sort((a, b) => a - b)).toEqual([0, count - 1]);
});

test("the total is that of the whole account", async () => {
  expect((await ada.get("/members", { total: true, limit: 1 })).body.total).toBe(count);
  expect((await ada.get("/members")).body).not.toHaveProperty("total");
});
