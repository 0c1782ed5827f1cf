import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { startServer, type Server } from "../support/server.ts";
import { titled } from "./titled.ts";

let server: Server;
let cast: Cast;
let ada: Person;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
  ada = cast.ada;
});
afterAll(() => server.stop());

const create = async (name: string) => (await ada.post("/companies", { name })).body;

describe("a company", () => {
  test("is created, listed and shown", async () => {
    const answer = await ada.post("/companies", { name: "East" });
    expect(answer).toHaveStatus(201);
    const east = answer.body;
    expect(answer.headers["location"]).toBe(`/api/v1/companies/${east.id}`);
    expect(answer.headers["etag"]).toBe(east.etag);
    expect(east).toMatchObject({ name: "East", can: ["update", "delete"] });
    expect(Date.now() - Date.parse(east.created_at)).toBeLessThan(60_000);

    const shown = await ada.get(`/companies/${east.id}`);
    expect(shown.body).toEqual(east);
    expect(shown.headers["etag"]).toBe(east.etag);
    expect((await ada.get("/companies", { limit: 200 })).body.items).toContainEqual(east);
  });

  test("is renamed", async () => {
    const west = await create("Vest");
    const answer = await ada.patch(`/companies/${west.id}`, { name: "West" });
    expect(answer.body).toMatchObject({ id: west.id, name: "West", created_at: west.created_at });
    expect(answer.body.etag).not.toBe(west.etag);
    expect((await ada.get(`/companies/${west.id}`)).body).toEqual(answer.body);
  });

  test("can be renamed to its own name in other letters", async () => {
    const harbour = await create("harbour");
    expect((await ada.patch(`/companies/${harbour.id}`, { name: "Harbour" })).body.name).toBe("Harbour");
  });

  test("stays as it is when nothing is named", async () => {
    const still = await create("Still");
    expect((await ada.patch(`/companies/${still.id}`, {})).body).toEqual(still);
  });

  test("is deleted, and its name is free again", async () => {
    const brief = await create("Brief");
    expect(await ada.delete(`/companies/${brief.id}`)).toHaveStatus(204);
    expect(await ada.get(`/companies/${brief.id}`)).toBeRefused(404, "not_found");
    expect(await ada.delete(`/companies/${brief.id}`)).toBeRefused(404, "not_found");
    expect((await create("Brief")).id).not.toBe(brief.id);
  });

  test("is not deleted while agents belong to it, and the reason is told", async () => {
    const answer = await ada.delete(`/companies/${cast.company("North").id}`);
    expect(answer).toBeRefused(409, "in_use");
    expect(answer.problem.detail).toMatch(/agent/i);
    expect(await ada.names("/companies")).toContain("North");
    expect(await ada.names("/agents", { company_id: cast.company("North").id })).toEqual(["Reception", "Sales"]);
  });

  test("goes with its assignments once its agents are gone", async () => {
    const passing = await cast.newCompany("Passing");
    const eva = await cast.member({ companies: ["Passing"] });
    expect(await eva.names("/companies")).toEqual(["Passing"]);
    expect(await ada.delete(`/companies/${passing.id}`)).toHaveStatus(204);
    expect(await eva.names("/companies")).toEqual([]);
    expect((await ada.get(`/members/${eva.id}`)).body.company_ids).toEqual([]);
  });
});

describe("a company's name", () => {
  test.each(["North", "NORTH", "north", "nOrTh"])("is there once, without regard to case: %s", async (name) => {
    const before = await ada.names("/companies");
    expect(await ada.post("/companies", { name })).toBeRefused(409, "conflict");
    const other = await create(`Other than ${name}`);
    expect(await ada.patch(`/companies/${other.id}`, { name })).toBeRefused(409, "conflict");
    expect((await ada.get(`/companies/${other.id}`)).body).toEqual(other);
    expect(await ada.delete(`/companies/${other.id}`)).toHaveStatus(204);
    expect(await ada.names("/companies")).toEqual(before);
  });

  test("is there once beyond ASCII too", async () => {
    await create("Ñandú Östra");
    expect(await ada.post("/companies", { name: "ñANDÚ öSTRA" })).toBeRefused(409, "conflict");
  });

  test("is there once when twenty ask for it at once", async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => ada.post("/companies", { name: "Rush" })));
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, ...Array<number>(19).fill(409)]);
  });

  test.each(
    titled([
      "شركة الميناء",
      "港の会社",
      "⚓️ Anchor 👩🏽‍✈️",
      "<b>Bold</b> & 'quoted' \"twice\"",
      "Ω".repeat(200),
      "🚢".repeat(200),
    ]),
  )("is kept to the letter: %s", async (_, name) => {
    const { id } = await create(name);
    expect((await ada.get(`/companies/${id}`)).body.name).toBe(name);
  });

  test.each(
    titled(["", " \u3000", "n".repeat(201), "🚢".repeat(201), "North\nSouth", null, 7, ["North"], { text: "North" }]),
  )("cannot be %s", async (_, name) => {
    const before = await ada.names("/companies");
    const { id } = cast.company("South");
    for (const answer of [await ada.post("/companies", { name }), await ada.patch(`/companies/${id}`, { name })]) {
      expect(answer).toBeRefused(422, "invalid_fields", ["name"]);
    }
    expect(await ada.names("/companies")).toEqual(before);
  });

  test("of a megabyte is refused unread", async () => {
    expect(await ada.post("/companies", { name: "n".repeat(1_000_000) })).toBeRefused(413, "too_large");
    expect(await ada.get("/session")).toHaveStatus(200);
  });

  test("cannot be left out, and no other field can be brought in", async () => {
    expect(await ada.post("/companies", {})).toBeRefused(422, "invalid_fields", ["name"]);
    const extra = { name: "Extra", id: "0", created_at: "2001-01-01T00:00:00Z", can: [] };
    expect(await ada.post("/companies", extra)).toBeRefused(422, "invalid_fields", ["id", "created_at", "can"]);
    const { id } = cast.company("South");
    expect(await ada.patch(`/companies/${id}`, { etag: "x" })).toBeRefused(422, "invalid_fields", ["etag"]);
    expect(await ada.names("/companies")).not.toContain("Extra");
  });
});

describe("two administrators at once", () => {
  test("the second change is told that the company has changed, and changes nothing", async () => {
    const seen = await create("Quay");
    const first = await ada.patch(`/companies/${seen.id}`, { name: "Quay 1" }, { ifMatch: seen.etag });
    expect(first).toHaveStatus(200);
    expect(await ada.patch(`/companies/${seen.id}`, { name: "Quay 2" }, { ifMatch: seen.etag })).toBeRefused(
      412,
      "changed_meanwhile",
    );
    expect(await ada.delete(`/companies/${seen.id}`, { ifMatch: seen.etag })).toBeRefused(412, "changed_meanwhile");
    expect((await ada.get(`/companies/${seen.id}`)).body.name).toBe("Quay 1");
    expect(await ada.delete(`/companies/${seen.id}`, { ifMatch: first.body.etag })).toHaveStatus(204);
  });

  test("of ten changes based on the same state one holds", async () => {
    const seen = await create("Pier");
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        ada.patch(`/companies/${seen.id}`, { name: `Pier ${n}` }, { ifMatch: seen.etag }),
      ),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, ...Array<number>(9).fill(412)]);
  });
});

test("a query parameter that does not exist is refused by name", async () => {
  expect(await ada.get("/companies", { colour: "blue" })).toBeRefused(422, "invalid_fields", ["colour"]);
  expect(await ada.get("/companies", { sort: "colour" })).toBeRefused(422, "invalid_fields", ["sort"]);
  expect(await ada.get("/companies", { total: "perhaps" })).toBeRefused(422, "invalid_fields", ["total"]);
});
