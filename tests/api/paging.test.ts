import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import type { Schemas } from "../support/answer.ts";
import { startServer, type Server } from "../support/server.ts";
import { ids, pages, pagesBackwards } from "./walk.ts";
import { titled } from "./titled.ts";

const count = 450;
const sorts = ["name", "-name", "created_at", "-created_at"];

let server: Server;
let ada: Person;
let cast: Cast;
/** 30 companies that each have the same 15 names: every name is there 30 times. */
let companies: Schemas["Company"][];
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.withAda(server);
  ada = cast.ada;
  companies = await Promise.all(Array.from({ length: 30 }, (_, n) => cast.newCompany(`Company ${n}`)));
  await Promise.all(
    companies.map(async (company) => {
      for (let n = 0; n < 15; n++)
        await ada.post("/agents", { company_id: company.id, name: n % 2 ? `Desk ${n}` : `DESK ${n}` });
    }),
  );
});
afterAll(() => server.stop());

describe.each(sorts)("450 agents sorted by %s", (sort) => {
  test.each([200, 50, 7])("come each once in pages of %i, forth and back alike", async (limit) => {
    const forth = await pages(ada, "/agents", { sort, limit });
    expect(
      forth
        .map((page) => page.length)
        .slice(0, -1)
        .every((length) => length === limit),
    ).toBe(true);
    expect(forth).toHaveLength(Math.ceil(count / limit));
    expect(new Set(ids(forth)).size).toBe(count);

    const back = await pagesBackwards(ada, "/agents", { sort, limit });
    expect(ids(back)).toEqual(ids(forth));
  });

  test("are in that order", async () => {
    const items = (await pages(ada, "/agents", { sort, limit: 200 })).flat() as Schemas["AgentSummary"][];
    const field = sort.replace("-", "") as "name" | "created_at";
    const values = items.map((item) => item[field].toLowerCase());
    const ordered = [...values].sort();
    expect(values).toEqual(sort.startsWith("-") ? ordered.reverse() : ordered);
  });
});

test("an order is the exact reverse of its opposite", async () => {
  const forth = ids(await pages(ada, "/agents", { sort: "name", limit: 200 }));
  const opposite = ids(await pages(ada, "/agents", { sort: "-name", limit: 200 }));
  expect(opposite.reverse()).toEqual(forth);
});

test("names come first, 50 at a time, when nothing is asked for", async () => {
  const plain = (await ada.get("/agents")).body;
  expect(plain.items).toHaveLength(50);
  expect(plain).toEqual((await ada.get("/agents", { sort: "name", limit: 50 })).body);
});

test("the total is given only when it is asked for, and is that of the whole list on each page", async () => {
  expect((await ada.get("/agents")).body).not.toHaveProperty("total");
  expect((await ada.get("/agents", { total: false })).body).not.toHaveProperty("total");
  const first = (await ada.get("/agents", { total: true, limit: 1 })).body;
  expect(first.total).toBe(count);
  expect((await ada.get("/agents", { total: true, cursor: first.next_cursor! })).body.total).toBe(count);
  expect((await ada.get("/agents", { total: true, company_id: companies[3]!.id })).body.total).toBe(15);
  expect((await ada.get("/companies", { total: true })).body.total).toBe(30);
});

test("one company's agents come page by page too", async () => {
  const { id } = companies[3]!;
  const walked = await pages(ada, "/agents", { company_id: id, limit: 4 });
  expect(walked.map((page) => page.length)).toEqual([4, 4, 4, 3]);
  for (const agent of walked.flat() as Schemas["AgentSummary"][]) expect(agent.company_id).toBe(id);
});

test("companies come page by page, forth and back", async () => {
  for (const sort of sorts) {
    const forth = await pages(ada, "/companies", { sort, limit: 7 });
    expect(new Set(ids(forth)).size).toBe(30);
    expect(ids(await pagesBackwards(ada, "/companies", { sort, limit: 7 }))).toEqual(ids(forth));
  }
});

test("a member pages through the own agents only", async () => {
  const eva = await cast.member({ companies: ["Company 4", "Company 5"] });
  const layla = await cast.member();
  for (const sort of sorts) {
    const walked = await pages(eva, "/agents", { sort, limit: 7 });
    expect(walked.map((page) => page.length)).toEqual([7, 7, 7, 7, 2]);
    const allowed = new Set([companies[4]!.id, companies[5]!.id]);
    for (const agent of walked.flat() as Schemas["AgentSummary"][]) expect(allowed).toContain(agent.company_id);
    expect(ids(await pagesBackwards(eva, "/agents", { sort, limit: 7 }))).toEqual(ids(walked));
  }
  expect(await pages(layla, "/agents", { limit: 7 })).toEqual([[]]);
});

test("who pages while agents come and go misses none of those that stay, and sees none twice", async () => {
  const company = await cast.newCompany("Tidal");
  const agents: Schemas["Agent"][] = [];
  for (let n = 0; n < 12; n++) agents.push(await cast.newAgent(`Tide ${String(n).padStart(2, "0")}`, company));
  const query = { company_id: company.id, limit: 4 };

  const first = (await ada.get("/agents", query)).body;
  await ada.delete(`/agents/${agents[3]!.id}`); // the last one of the first page, where the cursor points
  await ada.delete(`/agents/${agents[4]!.id}`);
  await cast.newAgent("Tide 00 a", company);
  const second = (await ada.get("/agents", { ...query, cursor: first.next_cursor! })).body;
  expect(second.items.map((agent) => agent.name)).toEqual(["Tide 05", "Tide 06", "Tide 07", "Tide 08"]);
  const back = (await ada.get("/agents", { ...query, cursor: second.previous_cursor! })).body;
  expect(back.items.map((agent) => agent.name)).toEqual(["Tide 00", "Tide 00 a", "Tide 01", "Tide 02"]);
});

test("a page whose agents have all gone is empty and leads back", async () => {
  const company = await cast.newCompany("Ebb");
  const agents: Schemas["Agent"][] = [];
  for (let n = 0; n < 4; n++) agents.push(await cast.newAgent(`Ebb ${n}`, company));
  const query = { company_id: company.id, limit: 2 };
  const first = (await ada.get("/agents", query)).body;
  for (const agent of agents.slice(2)) await ada.delete(`/agents/${agent.id}`);
  const second = (await ada.get("/agents", { ...query, cursor: first.next_cursor! })).body;
  expect(second.items).toEqual([]);
  const back = (await ada.get("/agents", { ...query, cursor: second.previous_cursor! })).body;
  expect(back.items.map((agent) => agent.name)).toEqual(["Ebb 0", "Ebb 1"]);
});

describe("a question that cannot be answered is refused", () => {
  test.each(["0", "-1", "201", "1.5", "1e2", "ten", "", " 5", "99999999999999999999", "0x10"])(
    "limit %j",
    async (limit) => {
      expect(await ada.get("/agents", { limit })).toBeRefused(422, "invalid_fields", ["limit"]);
    },
  );

  test("while 1 and 200 are good limits", async () => {
    expect((await ada.get("/agents", { limit: 1 })).body.items).toHaveLength(1);
    expect((await ada.get("/agents", { limit: 200 })).body.items).toHaveLength(200);
  });

  test.each(["Name", "--name", "+name", "email", "name,created_at", "name; DROP TABLE agents", ""])(
    "sort %j",
    async (sort) => {
      expect(await ada.get("/agents", { sort })).toBeRefused(422, "invalid_fields", ["sort"]);
    },
  );

  test.each(sorts)("a cursor of another order than %s", async (sort) => {
    const cursor = (await ada.get("/agents", { sort, limit: 5 })).body.next_cursor!;
    for (const other of sorts.filter((each) => each !== sort)) {
      expect(await ada.get("/agents", { sort: other, limit: 5, cursor })).toBeRefused(422, "invalid_fields", [
        "cursor",
      ]);
    }
  });

  test.each(titled(["x", "null", "====", "AAAA", "'; --", "ü", "A".repeat(4_000), "eyJpZCI6MX0", "\u0001"]))(
    "the cursor %s",
    async (_, cursor) => {
      expect(await ada.get("/agents", { cursor })).toBeRefused(422, "invalid_fields", ["cursor"]);
    },
  );

  test("a cursor that was cut off or prolonged", async () => {
    const cursor = (await ada.get("/agents", { limit: 5 })).body.next_cursor!;
    const broken = [cursor.slice(0, 8), cursor.slice(0, -8), `${cursor}AAAA`, `.${cursor}`];
    for (const each of broken)
      expect(await ada.get("/agents", { limit: 5, cursor: each })).toBeRefused(422, "invalid_fields", ["cursor"]);
  });
});
