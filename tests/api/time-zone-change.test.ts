import { afterAll, beforeAll, expect, test } from "vitest";
import { Cast } from "../support/cast.ts";
import { startServer, type Server } from "../support/server.ts";
import { sumsOfDays } from "../support/time-zone.ts";

// Sixteen years of months for each agent, each of which is a write: so there is time to look, and to kill.
const agents = 20;
const [first, last] = ["2010-03-10", "2026-03-10"];

let server: Server;
let cast: Cast;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
  for (let number = 0; number < agents; number++) {
    const { id } = await cast.newAgent(`Desk ${number}`, "North");
    for (const day of [first, last]) {
      const call = { agent_id: id, started_at: `${day}T23:30:00Z`, duration_seconds: 60 };
      expect(await cast.ada.post("/calls", call)).toHaveStatus(201);
    }
  }
});
afterAll(() => server.stop());

const usage = async (by: "day" | "agent" = "day", to = last) =>
  (await cast.ada.get("/usage", { from: "2026-03-01", to, by })).body;
const changeTo = async (time_zone: string) =>
  expect(await cast.ada.patch("/settings", { time_zone })).toHaveStatus(200);

test("the days of a new time zone come in the background, which usage says until they are all there", async () => {
  expect(await usage()).toMatchObject({ is_being_recalculated: false, total: { calls: agents } });
  await changeTo("Europe/Berlin");
  expect(await usage()).toMatchObject({ is_being_recalculated: true, time_zone: "Europe/Berlin" });
  expect(await cast.ada.post("/companies", { name: "Meanwhile" })).toHaveStatus(201);
  expect((await usage()).is_being_recalculated).toBe(true);
  await sumsOfDays(cast.ada);
  expect((await usage()).items).toEqual([]);
  expect((await usage("day", "2026-03-31")).items.map(({ day, calls }) => [day, calls])).toEqual([
    ["2026-03-11", agents],
  ]);
});

test("kill -9 in the middle leaves no day of the time zone before, once the server was started again", async () => {
  await changeTo("America/New_York");
  const moved = async () => (await usage("agent")).items.length;
  await expect.poll(moved, { interval: 10 }).toBeGreaterThan(0);
  await server.kill();
  await server.startAgain();
  await sumsOfDays(cast.ada);
  expect((await usage("day", "2026-03-31")).items.map(({ day, calls }) => [day, calls])).toEqual([
    ["2026-03-10", agents],
  ]);
});
