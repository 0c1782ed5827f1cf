import { readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Schemas } from "../support/answer.ts";
import { Cast, type Person } from "../support/cast.ts";
import { freePort, startServer, type Server } from "../support/server.ts";
import { storedOf } from "../support/stored.ts";
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

const create = async (name: string, more: Partial<Schemas["CreateConnection"]> = {}) =>
  (await ada.post("/connections", { platform: "vapi", name, ...more })).body;
const names = async () => (await ada.get("/connections", { limit: 200 })).body.items.map((item) => item.name);

describe("a connection", () => {
  test.each(["vapi", "retell", "elevenlabs"] as const)("to %s is created, listed and shown", async (platform) => {
    const answer = await ada.post("/connections", { platform, name: `Harbour at ${platform}` });
    expect(answer).toHaveStatus(201);
    const made = answer.body;
    expect(answer.headers["location"]).toBe(`/api/v1/connections/${made.id}`);
    expect(answer.headers["etag"]).toBe(made.etag);
    expect(made).toMatchObject({
      platform,
      webhook_url: `${server.address}/api/v1/ingest/${made.id}`,
      has_secret: false,
      last_event_at: null,
      last_error: null,
      can: ["update", "delete", "change_key"],
    });
    expect((await ada.get(`/connections/${made.id}`)).body).toEqual(made);
    expect((await ada.get("/connections", { limit: 200 })).body.items).toContainEqual(made);
  });

  test("names an address below the base URL", async () => {
    const flags = ["--base-url", "https://calls.example.com"];
    const reached = await startServer({ flags, port: await freePort() });
    const there = (await Cast.withAda(reached)).ada;
    const made = (await there.post("/connections", { platform: "retell", name: "Behind a proxy" })).body;
    expect(made.webhook_url).toBe(`https://calls.example.com/api/v1/ingest/${made.id}`);
    await reached.stop();
  });

  test("is renamed, and gets another secret or none", async () => {
    const made = await create("Lines", { secret: "whsec of the lines" });
    expect(made.has_secret).toBe(true);
    const renamed = (await ada.patch(`/connections/${made.id}`, { name: "Lines of the harbour" })).body;
    expect(renamed).toMatchObject({ name: "Lines of the harbour", has_secret: true, created_at: made.created_at });
    expect(renamed.etag).not.toBe(made.etag);
    expect((await ada.patch(`/connections/${made.id}`, { secret: null })).body.has_secret).toBe(false);
    expect((await ada.patch(`/connections/${made.id}`, { secret: "another of the lines" })).body.has_secret).toBe(true);
    const { body } = await ada.get("/audit-entries", { subject_id: made.id });
    expect(body.items.map(({ action, fields }) => [action, fields])).toEqual([
      ["connection.updated", ["secret"]],
      ["connection.updated", ["secret"]],
      ["connection.updated", ["name"]],
      ["connection.created", []],
    ]);
    expect(body.items[0]!.subject_name).toBe("Lines of the harbour");
  });

  test("stays as it is when nothing is named", async () => {
    const made = await create("Still");
    expect((await ada.patch(`/connections/${made.id}`, {})).body).toEqual(made);
    expect((await ada.patch(`/connections/${made.id}`, { secret: null })).body).toEqual(made);
  });

  test("is there once by its name, without regard to case", async () => {
    await create("North line");
    const answer = await ada.post("/connections", { platform: "retell", name: "NORTH LINE" });
    expect(answer).toBeRefused(409, "conflict");
    const other = await create("South line");
    expect(await ada.patch(`/connections/${other.id}`, { name: "north line" })).toBeRefused(409, "conflict");
    expect((await ada.get(`/connections/${other.id}`)).body).toEqual(other);
  });

  test("is deleted while nothing came by it", async () => {
    const made = await create("Brief");
    expect(await ada.delete(`/connections/${made.id}`)).toHaveStatus(204);
    expect(await ada.get(`/connections/${made.id}`)).toBeRefused(404, "not_found");
    expect(await ada.delete(`/connections/${made.id}`)).toBeRefused(404, "not_found");
    expect(await names()).not.toContain("Brief");
  });

  test("is deleted where only a test event came by it", async () => {
    const made = await create("Tried", { secret: "whsec of a trial" });
    expect(await ada.post(`/connections/${made.id}/test-event`)).toHaveStatus(200);
    expect(await ada.delete(`/connections/${made.id}`)).toHaveStatus(204);
  });

  test("is changed by the first of two administrators, and the second is told", async () => {
    const seen = await create("Quay line");
    const first = await ada.patch(`/connections/${seen.id}`, { name: "Quay line 1" }, { ifMatch: seen.etag });
    expect(first).toHaveStatus(200);
    for (const second of [
      await ada.patch(`/connections/${seen.id}`, { secret: "a secret of mine" }, { ifMatch: seen.etag }),
      await ada.delete(`/connections/${seen.id}`, { ifMatch: seen.etag }),
    ]) {
      expect(second).toBeRefused(412, "changed_meanwhile");
    }
    expect((await ada.get(`/connections/${seen.id}`)).body).toEqual(first.body);
  });
});

describe("a connection's input", () => {
  test.each(titled(["", "  ", "n".repeat(201), "North\nline", null, 7]))("has no name such as %s", async (_, name) => {
    const { id } = await create(`Named ${Math.random()}`);
    expect(await ada.post("/connections", { platform: "vapi", name })).toBeRefused(422, "invalid_fields", ["name"]);
    expect(await ada.patch(`/connections/${id}`, { name })).toBeRefused(422, "invalid_fields", ["name"]);
  });

  test.each(titled(["", " ", "s".repeat(1001), "two\nlines", 7]))("has no secret such as %s", async (_, secret) => {
    const { id } = await create(`Secret ${Math.random()}`);
    const answer = await ada.post("/connections", { platform: "vapi", name: "Not made", secret });
    expect(answer).toBeRefused(422, "invalid_fields", ["secret"]);
    expect(await ada.patch(`/connections/${id}`, { secret })).toBeRefused(422, "invalid_fields", ["secret"]);
  });

  test.each(["vapi", "retell", "elevenlabs"] as const)(
    "has no secret that could be guessed, at %s",
    async (platform) => {
      const made = await create(`Guessed at ${platform}`, { platform });
      for (const secret of ["x", "berth-7", "fifteen letters", "  fifteen letters  ", "ü".repeat(15)]) {
        const answer = await ada.post("/connections", { platform, name: `Guessed ${platform}`, secret });
        expect(answer).toBeRefused(422, "invalid_fields", ["secret"]);
        expect(answer.problem.fields!["secret"]).toContain("16");
        expect(await ada.patch(`/connections/${made.id}`, { secret })).toBeRefused(422, "invalid_fields", ["secret"]);
      }
      expect((await ada.get(`/connections/${made.id}`)).body).toEqual(made);
      const secret = "sixteen letters.";
      expect((await ada.patch(`/connections/${made.id}`, { secret })).body).toMatchObject({
        has_secret: true,
        has_short_secret: false,
      });
    },
  );

  test("names a platform that there is, once and for all, and no other field", async () => {
    for (const platform of ["twilio", null, 7]) {
      const answer = await ada.post("/connections", { platform, name: "Nowhere" });
      expect(answer).toBeRefused(422, "invalid_fields", ["platform"]);
    }
    const { id } = await create("Fixed");
    const moved = await ada.patch(`/connections/${id}`, { platform: "retell" });
    expect(moved).toBeRefused(422, "invalid_fields", ["platform"]);
    const extra = { platform: "vapi", name: "Extra", last_event_at: "2026-01-01T00:00:00Z" };
    expect(await ada.post("/connections", extra)).toBeRefused(422, "invalid_fields", ["last_event_at"]);
  });
});

test("connections are sorted and paged", async () => {
  const sorted = await names();
  expect([...sorted].sort((left, right) => left.localeCompare(right, "en"))).toEqual(sorted);
  const first = (await ada.get("/connections", { limit: 2 })).body;
  const next = (await ada.get("/connections", { limit: 2, cursor: first.next_cursor! })).body;
  expect([...first.items, ...next.items].map((item) => item.name)).toEqual(sorted.slice(0, 4));
  expect(await ada.get("/connections", { sort: "colour" })).toBeRefused(422, "invalid_fields", ["sort"]);
});

test("a secret is nowhere to be read: not in an answer, a file, the log or the audit log", async () => {
  const secret = "a secret that nobody else has";
  const { id } = await create("Kept", { secret });
  await ada.patch(`/connections/${id}`, { secret: `${secret} again` });
  for (const path of [`/connections/${id}`, "/connections", "/audit-entries"] as const) {
    expect((await ada.get(path)).text).not.toContain(secret);
  }
  expect(readdirSync(server.dataFolder)).toContain("secret.key");
  expect(storedOf(server, [secret])).toEqual([]);
  expect(server.log.join("\n")).not.toContain(secret);
});

describe("the external ids of an agent", () => {
  test("are said all at once, and read back", async () => {
    const [one, other] = [await create("Ids at one"), await create("Ids at another", { platform: "retell" })];
    const { id } = await cast.newAgent("Signal box", "North");
    const path = `/agents/${id}/external-ids` as const;
    expect((await ada.get(path)).body).toEqual({ items: [], etag: expect.any(String) });
    const items = [
      { connection_id: one.id, external_id: "asst_1" },
      { connection_id: one.id, external_id: "asst_2" },
      { connection_id: other.id, external_id: "asst_1" },
    ];
    expect((await ada.put(path, { items })).body.items).toEqual(expect.arrayContaining(items));
    expect((await ada.get(path)).body.items).toHaveLength(3);
    expect((await ada.put(path, { items: items.slice(1) })).body.items).toHaveLength(2);
    expect((await ada.put(path, { items: items.slice(1) })).body.items).toHaveLength(2);
    const entries = (await ada.get("/audit-entries", { subject_id: id })).body.items;
    expect(entries.filter((entry) => entry.fields.includes("external_ids"))).toHaveLength(2);
    expect(await ada.delete(`/connections/${one.id}`)).toHaveStatus(204);
    expect((await ada.get(path)).body.items).toEqual([items[2]]);
  });

  test("are not replaced by somebody who has not seen them", async () => {
    const { id: connection_id } = await create("Edited by two");
    const { id } = await cast.newAgent("Edited by two", "North");
    const path = `/agents/${id}/external-ids` as const;
    const [kept, assigned, typed] = ["kept", "assigned", "typed"].map((external_id) => ({
      connection_id,
      external_id,
    }));
    const before = await ada.put(path, { items: [kept] });
    expect(before.headers.etag).toBe(before.body.etag);
    await ada.put(path, { items: [assigned, kept] }, { ifMatch: before.body.etag });
    const late = await ada.put(path, { items: [kept, typed] }, { ifMatch: before.body.etag });
    expect(late).toBeRefused(412, "changed_meanwhile");
    const current = (await ada.get(path)).body;
    expect(current.items).toEqual([assigned, kept]);
    expect(current.etag).not.toBe(before.body.etag);
    const items = [assigned, kept, typed];
    expect((await ada.put(path, { items }, { ifMatch: current.etag })).body.items).toEqual(items);
  });

  test("belong to one agent only", async () => {
    const { id: connection_id } = await create("Contested");
    const items = [{ connection_id, external_id: "asst_1" }];
    const [first, second] = [await cast.newAgent("First", "North"), await cast.newAgent("Second", "North")];
    expect(await ada.put(`/agents/${first.id}/external-ids`, { items })).toHaveStatus(200);
    const refused = await ada.put(`/agents/${second.id}/external-ids`, { items });
    expect(refused).toBeRefused(409, "conflict");
    expect(refused.problem.detail).toBe("The platform ID asst_1 is used by another agent.");
    expect((await ada.get(`/agents/${second.id}/external-ids`)).body.items).toEqual([]);
    expect(await ada.put(`/agents/${first.id}/external-ids`, { items: [] })).toHaveStatus(200);
    expect(await ada.put(`/agents/${second.id}/external-ids`, { items })).toHaveStatus(200);
  });

  test("are refused where they cannot be", async () => {
    const { id: connection_id } = await create("Refusing");
    const path = `/agents/${cast.agent("Sales").id}/external-ids` as const;
    const put = (...items: unknown[]) => ada.put(path, { items });
    const id = { connection_id, external_id: "asst_1" };
    expect(await put({ ...id, connection_id: "unknown" })).toBeRefused(422, "invalid_fields", [
      "items[0].connection_id",
    ]);
    for (const external_id of ["x".repeat(201), "two\nlines", null, 7]) {
      expect(await put(id, { ...id, external_id })).toBeRefused(422, "invalid_fields", ["items[1].external_id"]);
    }
    expect((await put({ ...id, external_id: "x".repeat(201) })).problem.fields).toEqual({
      "items[0].external_id": "A platform ID is one line of at most 200 characters.",
    });
    expect(await put(id, id)).toBeRefused(422, "invalid_fields", ["items[1].external_id"]);
    const many = Array.from({ length: 101 }, (_, number) => ({ ...id, external_id: `asst_${number}` }));
    expect((await put(...many)).problem.fields).toEqual({ items: "Use at most 100 platform IDs." });
    expect((await ada.get(path)).body.items).toEqual([]);
    expect(await ada.get("/agents/unknown/external-ids")).toBeRefused(404, "not_found");
    expect(await ada.put("/agents/unknown/external-ids", { items: [] })).toBeRefused(404, "not_found");
  });
});
