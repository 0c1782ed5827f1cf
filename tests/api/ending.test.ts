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

describe.each(["SIGTERM", "SIGINT"] as const)("%s", (signal) => {
  test("finishes the requests that are running, and ends well", async () => {
    // Each sign-in waits for a password hash, a few at a time: they are running for a while, and all of them have
    // reached the server when the first is answered.
    const answers = Array.from({ length: 12 }, () => new Client(server).signIn(email, password));
    await Promise.race(answers);
    server.signal(signal);
    for (const answer of await Promise.all(answers)) expect(answer).toHaveStatus(201);
    expect(await server.ended).toBe(0);
  });

  test("waits for nobody who is idle", async () => {
    const idle = await Promise.all(Array.from({ length: 20 }, () => Connection.to(server)));
    const began = Date.now();
    server.signal(signal);
    expect(await server.ended).toBe(0);
    expect(Date.now() - began).toBeLessThan(3_000);
    for (const connection of idle) expect(await connection.closes(1_000)).toBe(true);
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
  const answer = new Client(server).signIn(email, password);
  await new Promise((soon) => setTimeout(soon, 50));
  server.signal("SIGTERM");
  server.signal("SIGTERM");
  expect(await answer).toHaveStatus(201);
  expect(await server.ended).toBe(0);
});
