import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { memoryOf } from "../support/memory.ts";
import { counter } from "../support/metrics.ts";
import { smallPage } from "../support/page.ts";
import { Connection } from "../support/raw.ts";
import { sanitized, startServer, type Server } from "../support/server.ts";

// The short form of tests/faults/slow-senders.mjs: counts bytes and connections, and no time.
const megabyte = 1024 * 1024;
const strangersMemory = 16 * megabyte;

let server: Server;
let ada: Person;
beforeAll(async () => {
  server = await startServer();
  ada = (await Cast.withAda(server)).ada;
});
afterAll(() => server.stop());

const open: Connection[] = [];
const connectTo = async (to: { port: number }, from?: string) => {
  const connection = await Connection.to(to, from);
  open.push(connection);
  return connection;
};
const closeAll = () => {
  for (const connection of open.splice(0)) connection.close();
};

const head = (path: string, length: number, more: string[] = []) =>
  [
    `POST ${path} HTTP/1.1`,
    "Host: rollcall.example",
    "Content-Type: application/json",
    `Content-Length: ${length}`,
    ...more,
    "\r\n",
  ].join("\r\n");

const statusOf = async (connection: Connection) => {
  await connection.answered(1);
  return connection.answers[0]?.status;
};

describe("a body from a stranger", () => {
  test("of more than 16 kB is refused before any of it is read", async () => {
    for (const path of ["/session", "/password-resets", "/setup", "/invitations/lookup"]) {
      const connection = await connectTo(server);
      connection.write(head(`/api/v1${path}`, 16 * 1024 + 1));
      expect(await statusOf(connection)).toBe(413);
    }
    const chunked = await connectTo(server);
    chunked.write("POST /api/v1/session HTTP/1.1\r\nHost: a.example\r\nTransfer-Encoding: chunked\r\n\r\n4001\r\n");
    chunked.write("x".repeat(0x4001));
    expect(await statusOf(chunked)).toBe(413);
    closeAll();
  });

  test("of 16 kB is read", async () => {
    const answer = await new Client(server).post("/invitations/lookup", `{"token":"${"x".repeat(16 * 1024 - 12)}"}`, {
      headers: { "Content-Type": "application/json" },
    });
    expect([404, 422]).toContain(answer.status);
  });

  test.each(["/companies", "/calls", "/members", "/ingest/unknown"])(
    "to %s is refused before any of it is read: the caller is not admitted",
    async (path) => {
      const connection = await connectTo(server);
      connection.write(head(`/api/v1${path}`, 200_000));
      expect(await statusOf(connection)).toBe(401);
      closeAll();
    },
  );

  test("from another site is refused before any of it is read", async () => {
    const connection = await connectTo(server);
    connection.write(head("/api/v1/session", 1_000, ["Origin: https://evil.example"]));
    expect(await statusOf(connection)).toBe(403);
    closeAll();
  });
});

test("a token that was revoked while the body was sent is not admitted when it is complete", async () => {
  const token = (await ada.post("/api-tokens", { name: "Short", scopes: ["agents"] })).body;
  const authorization = [`Authorization: Bearer ${token.token}`];
  const admitted = await connectTo(server);
  admitted.write(head("/api/v1/companies", 100_000, ["Expect: 100-continue", ...authorization]));
  expect(await statusOf(admitted)).toBe(100);
  await ada.delete(`/api-tokens/${token.id}`);
  const refused = await connectTo(server);
  refused.write(head("/api/v1/companies", 100_000, ["Expect: 100-continue", ...authorization]));
  expect(await statusOf(refused)).toBe(401);

  // The right is asked for again once the body is complete.
  admitted.write(JSON.stringify({ name: "Late" }).padEnd(100_000));
  await admitted.answered(2);
  expect(admitted.answers[1]?.status).toBe(401);
  expect(await ada.names("/companies")).not.toContain("Late");
  closeAll();
});

test("two thousand slow senders hold a bounded memory, which is returned, and hold up nobody", async () => {
  const before = memoryOf(server);
  const refused = await counter(ada, "rollcall_refused_connections_total");
  const slow = await Promise.all(
    Array.from({ length: 2_000 }, (_, number) => connectTo(server, `127.1.0.${(number % 20) + 1}`)),
  );
  for (const connection of slow) connection.write(head("/api/v1/session", 16 * 1024) + "x".repeat(16 * 1024 - 134));

  await expect
    .poll(() => counter(ada, "rollcall_request_bytes"), { timeout: 30_000 })
    .toBeGreaterThan(strangersMemory / 2);
  expect(await counter(ada, "rollcall_request_bytes")).toBeLessThanOrEqual(strangersMemory);
  if (!sanitized) expect(memoryOf(server) - before).toBeLessThan(60 * megabyte);
  expect(await counter(ada, "rollcall_refused_connections_total")).toBe(refused);
  expect(await ada.post("/companies", { name: "In the storm" })).toHaveStatus(201);
  expect(await new Client(server).signIn(ada.email, ada.password)).toHaveStatus(201);

  closeAll();
  await expect.poll(() => counter(ada, "rollcall_request_bytes"), { timeout: 30_000 }).toBe(0);
  if (!sanitized) {
    await expect.poll(() => memoryOf(server) - before, { timeout: 30_000 }).toBeLessThan(12 * megabyte);
  }
});

test("clients who do not read a file of the page hold no copy of it each", async () => {
  const page = smallPage();
  writeFileSync(join(page, "assets", "large.js"), "x".repeat(8 * megabyte));
  const other = await startServer({ page });
  const before = memoryOf(other);
  const readers = await Promise.all(
    Array.from({ length: 50 }, async () => {
      const socket = connect({ host: "127.0.0.1", port: other.port });
      await once(socket.pause(), "connect");
      socket.write("GET /assets/large.js HTTP/1.1\r\nHost: a.example\r\n\r\n");
      await once(socket, "readable");
      return socket;
    }),
  );
  if (!sanitized) expect(memoryOf(other) - before).toBeLessThan(60 * megabyte);
  for (const reader of readers) reader.destroy();
  await other.stop();
});

test("one address has a thousand connections, and others are not affected", async () => {
  const connections = await Promise.all(Array.from({ length: 1_003 }, () => connectTo(server, "127.2.0.1")));
  await expect.poll(() => connections.filter((connection) => connection.closed).length).toBe(3);
  expect(await counter(ada, "rollcall_refused_connections_total")).toBe(3);

  const other = await connectTo(server, "127.2.0.2");
  other.write("GET /health/live HTTP/1.1\r\nHost: a.example\r\n\r\n");
  expect(await statusOf(other)).toBe(200);
  closeAll();
});

test("a client of a trusted proxy has a thousand requests at the same time, and others are not affected", async () => {
  const proxied = await startServer({ flags: ["--trusted-proxies", "127.0.0.1"] });
  const cast = await Cast.withAda(proxied);
  const send = async (client: string, length = 100) => {
    const connection = await connectTo(proxied);
    connection.write(head("/api/v1/session", length, [`X-Forwarded-For: ${client}`]));
    return connection;
  };
  const inTheNetwork = (number: number) => `2001:db8:7:1::${(number % 5) + 1}`;
  await Promise.all(Array.from({ length: 1_000 }, (_, number) => send(inTheNetwork(number))));
  await expect.poll(() => counter(cast.ada, "rollcall_connections")).toBeGreaterThanOrEqual(1_000);
  expect(await statusOf(await send("2001:db8:7:1::77"))).toBe(429);
  expect(await counter(cast.ada, "rollcall_refused_requests_total")).toBe(1);

  const other = await send("2001:db8:7:2::1", 2);
  other.write("{}");
  expect(await statusOf(other)).toBe(422);
  closeAll();
  await proxied.stop();
});
