import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { Connection } from "../support/raw.ts";
import { startServer, type Server } from "../support/server.ts";

// These wait for the server's own time-outs, 10 s for a head and 30 s for a body, so they wait together.
const seconds = 1_000;

let server: Server;
let ada: Person;
beforeAll(async () => {
  server = await startServer();
  ada = (await Cast.withAda(server)).ada;
});
afterAll(() => server.stop());

/** Sends one more character each `interval` until the server closes; tells after how long it did. */
async function dribble(start: string, interval: number, limit: number): Promise<number> {
  const connection = await Connection.to(server);
  const began = Date.now();
  connection.write(start);
  while (!(await connection.closes(interval))) {
    if (Date.now() - began > limit) throw new Error(`The connection was still open after ${limit} ms.`);
    connection.write("x");
  }
  return Date.now() - began;
}

const host = () => `Host: 127.0.0.1:${server.port}`;
const post = () =>
  `POST /api/v1/companies HTTP/1.1\r\n${host()}\r\nCookie: ${ada.cookie}\r\nOrigin: ${server.address}\r\n` +
  "Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n";

describe.concurrent("a slow sender", () => {
  test("of a head, a byte at a time, is cut off after ten seconds", async () => {
    const took = await dribble(`GET /health/live HTTP/1.1\r\n${host()}\r\nX-Slow: `, 500, 20 * seconds);
    expect(took).toBeGreaterThan(8 * seconds);
  });

  test("that stops in the middle of a head is cut off after ten seconds", async () => {
    const connection = await Connection.to(server);
    connection.write("GET /health/live HT");
    expect(await connection.closes(20 * seconds)).toBe(true);
    expect(connection.answers).toEqual([]);
  });

  test("of a body, a byte at a time, is cut off after thirty seconds", async () => {
    const took = await dribble(`${post()}{"name":"`, 500, 45 * seconds);
    expect(took).toBeGreaterThan(25 * seconds);
    expect(await ada.names("/companies")).toEqual([]);
  });

  test("does not hold up others, even when there are three hundred", async () => {
    const slow = await Promise.all(Array.from({ length: 300 }, () => Connection.to(server)));
    for (const [n, connection] of slow.entries()) connection.write(n % 2 ? "GET /health/live HT" : `${post()}{`);
    for (let n = 0; n < 20; n++) {
      const began = Date.now();
      expect(await ada.get("/companies")).toHaveStatus(200);
      expect(Date.now() - began).toBeLessThan(9 * seconds);
    }
    for (const connection of slow) connection.close();
  });

  test("is not a client that is idle between requests: six hundred idle connections stay, and delay nobody", async () => {
    const idle = await Promise.all(Array.from({ length: 600 }, () => Connection.to(server)));
    const began = Date.now();
    expect(await ada.get("/session")).toHaveStatus(200);
    expect(Date.now() - began).toBeLessThan(9 * seconds);

    await new Promise((waited) => setTimeout(waited, 12 * seconds));
    expect(idle.filter((connection) => connection.closed)).toEqual([]);
    const [first] = idle;
    first!.write(`GET /health/live HTTP/1.1\r\n${host()}\r\n\r\n`);
    expect(await first!.answered(1)).toBe(true);
    for (const connection of idle) connection.close();
  });
});
