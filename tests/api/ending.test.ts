import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Cast, administrator } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { Connection } from "../support/raw.ts";
import { startServer, type Server } from "../support/server.ts";

let server: Server;
let cast: Cast;
beforeEach(async () => {
  server = await startServer();
  cast = await Cast.withAda(server);
});
afterEach(() => server.kill());

const { email, password } = administrator;

/**
 * Sign-ins that are running: each waits for a password hash, one or two at a time. The server has read them when it
 * answers what is asked later. They are few, since a hash may take seconds on a busy machine and the server waits ten.
 */
async function runningSignIns() {
  const answers = Array.from({ length: 4 }, () => new Client(server).signIn(email, password));
  await Promise.race(answers);
  expect(await new Client(server).send("GET", "/health/live")).toHaveStatus(200);
  return answers;
}

describe.each(["SIGTERM", "SIGINT"] as const)("%s", (signal) => {
  test("finishes the requests that are running, and ends well", async () => {
    const answers = await runningSignIns();
    server.signal(signal);
    for (const answer of await Promise.all(answers)) expect(answer).toHaveStatus(201);
    expect(await server.ended).toBe(0);
  });

  test("waits for nobody who is idle", async () => {
    const idle = await Promise.all(Array.from({ length: 20 }, () => Connection.to(server)));
    const began = Date.now();
    server.signal(signal);
    expect(await server.ended).toBe(0);
    // For those that are not idle it waits ten seconds.
    expect(Date.now() - began).toBeLessThan(9_000);
    for (const connection of idle) expect(await connection.closes(10_000)).toBe(true);
  });

  test("keeps what was written, and signs nobody out", async () => {
    await cast.newCompany("Kept");
    server.signal(signal);
    expect(await server.ended).toBe(0);
    await server.startAgain();
    expect(await cast.ada.names("/companies")).toEqual(["Kept"]);
  });
});

test("a second SIGTERM does no harm", async () => {
  const answers = await runningSignIns();
  server.signal("SIGTERM");
  server.signal("SIGTERM");
  for (const answer of await Promise.all(answers)) expect(answer).toHaveStatus(201);
  expect(await server.ended).toBe(0);
});
