import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast, type Person } from "../../support/cast.ts";
import { startServer, type Server } from "../../support/server.ts";
import { bad } from "./bad.ts";
import { good, unfit } from "./good.ts";

let server: Server;
let ada: Person;
beforeAll(async () => {
  server = await startServer();
  ada = (await Cast.withAda(server)).ada;
});
afterAll(() => server.stop());

const create = (body: string | Uint8Array, headers: Record<string, string> = {}) =>
  ada.post("/companies", body, { headers });

test("there are enough bodies to mean something, each once", () => {
  const titles = [...good, ...unfit, ...bad].map(({ title }) => title);
  expect(titles.length).toBeGreaterThan(250);
  expect(new Set(titles).size).toBe(titles.length);
});

describe("a company is made of", () => {
  test.each(good)("$title", async ({ body, name }) => {
    const answer = await create(body);
    expect(answer).toHaveStatus(201);
    expect(answer.body.name).toBe(name);
    expect((await ada.get(`/companies/${answer.body.id}`)).body.name).toBe(name);
  });

  test.each([
    "application/json; charset=utf-8",
    "application/json;charset=UTF-8",
    "APPLICATION/JSON",
    "application/json ",
  ])("JSON that says it is %s", async (type) => {
    expect(await create(JSON.stringify({ name: `As ${type.length} ${type}` }), { "Content-Type": type })).toHaveStatus(
      201,
    );
  });
});

describe("nothing is made", () => {
  let before: string[];
  beforeAll(async () => {
    before = await ada.names("/companies");
  });
  afterAll(async () => {
    expect(await ada.names("/companies")).toEqual(before);
  });

  describe("of JSON that is invalid for the schema:", () => {
    test.each(unfit)("$title", async ({ body, fields }) => {
      expect(await create(body)).toBeRefused(422, "invalid_fields", fields);
    });
  });

  describe("of what is no strict JSON:", () => {
    test.each(bad)("$title", async ({ body }) => {
      expect(await create(body)).toBeRefused(400, "malformed_request");
    });
  });

  test("of a name that is there already", async () => {
    expect(await create('{"name":"Plain"}')).toBeRefused(409, "conflict");
    expect(await create(String.raw`{"name":"\u0050LAIN"}`)).toBeRefused(409, "conflict");
  });

  test.each([
    "",
    "text/plain",
    "text/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/xml",
    "application/json-patch+json",
    "application/problem+json",
    "application/jsonp",
    "application/ json",
    "json",
    "*/*",
    "text/plain; application/json",
    "application/json, text/plain",
  ])("of JSON that says it is %j", async (type) => {
    expect(await create('{"name":"Bad"}', { "Content-Type": type })).toBeRefused(415, "unsupported_media_type");
  });

  test("of a body over the limit", async () => {
    expect(await create('{"name":"Bad"}'.padEnd(256 * 1024 + 1))).toBeRefused(413, "too_large");
    expect(await create(`{"name":"${"n".repeat(10_000_000)}"}`)).toBeRefused(413, "too_large");
  });

  test("of a packed body, which is not unpacked", async () => {
    const answer = await create(gzipSync('{"name":"Bad"}'), { "Content-Encoding": "gzip" });
    expect([400, 415]).toContain(answer.status);
  });
});
