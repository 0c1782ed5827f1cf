import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import type { Client } from "../support/client.ts";
import { startServer, type Server } from "../support/server.ts";
import { day, WallClock } from "../support/wall-clock.ts";

const hour = day / 24;

let clock: WallClock;
let server: Server;
let ada: Person;
beforeAll(async () => {
  clock = new WallClock();
  server = await startServer(clock.options);
  ada = (await Cast.withAda(server)).ada;
});
afterAll(() => server.stop());

let session: Client;
beforeEach(async () => {
  clock.forward(0);
  session = await ada.elsewhere();
});

const isOpen = async () => (await session.get("/profile")).status === 200;

test("a session that is not used for 14 days has ended, for good", async () => {
  clock.forward(14 * day - hour);
  expect(await isOpen()).toBe(true);
  clock.forward(28 * day - 2 * hour); // 14 days less an hour after its last use
  expect(await isOpen()).toBe(true);
  clock.forward(42 * day);
  expect(await session.get("/profile")).toBeRefused(401, "not_signed_in");
  expect((await session.get("/session")).body.member).toBeNull();
});

test("a session that is used each week has ended after 90 days", async () => {
  for (let days = 7; days < 90; days += 7) {
    clock.forward(days * day);
    expect(await isOpen()).toBe(true);
  }
  clock.forward(90 * day - hour);
  expect(await isOpen()).toBe(true);
  clock.forward(90 * day + hour);
  expect(await session.get("/profile")).toBeRefused(401, "not_signed_in");
});
