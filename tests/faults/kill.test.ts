import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { Random } from "../../fixtures/random.ts";
import { Cast } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { startServer, type Server } from "../support/server.ts";
import { day } from "../support/wall-clock.ts";
import { findContradictions } from "./inspection.ts";
import { Writers } from "./writers.ts";

/**
 * The long form, whose figures are on the standard output:
 *
 *   ROLLCALL_FAULT_CYCLES=1000 npx vitest run --config vitest.operations.config.ts faults/kill
 */
const cycles = Number(process.env["ROLLCALL_FAULT_CYCLES"] ?? 25);
/** The short form is the same each time. */
const seed = Number(
  process.env["ROLLCALL_FAULT_SEED"] ?? (process.env["ROLLCALL_FAULT_CYCLES"] ? Date.now() % 1_000_000 : 1),
);
/** After this number a new server is used, since each cycle reads the whole file. */
const cyclesOfOneServer = 50;

/** Some are killed again while they start, before they have written anything. */
async function startAgain(server: Server, random: Random): Promise<number> {
  if (!random.chance(0.2)) {
    await server.startAgain();
    return 0;
  }
  const starting = server.startAgain().catch(() => undefined);
  await sleep(random.below(150));
  await server.kill();
  await starting;
  await server.startAgain();
  return 1;
}

async function runCycles(count: number, random: Random) {
  const server = await startServer();
  const cast = await Cast.on(server);
  const writers = await Writers.on(cast);
  let kills = 0;
  for (let cycle = 0; cycle < count; cycle++) {
    let isOver = false;
    const writing = writers.write(() => isOver);
    await sleep(20 + random.below(230));
    await server.kill();
    isOver = true;
    await writing;
    kills += 1 + (await startAgain(server, random));

    expect(findContradictions(server)).toEqual({});
    expect(await writers.findLosses()).toEqual([]);
    await writers.deliverAgain();
    expect(writers.refusals.map((answer) => answer.text)).toEqual([]);
  }
  expect(findContradictions(server)).toEqual({});
  expect(await writers.findLosses()).toEqual([]);
  const [from, to] = [-1, 1].map((days) => new Date(Date.now() + days * day * 1_000).toISOString().slice(0, 10));
  const { total } = (await cast.ada.get("/usage", { from: from!, to: to!, by: "day" })).body;
  expect(total.calls).toBe(writers.acknowledged.calls.size);
  expect((await cast.ada.get("/session")).body.member?.id).toBe(cast.ada.id);
  expect(await new Client(server).signIn(cast.ada.email, cast.ada.password)).toHaveStatus(201);
  await server.stop();
  return { writes: writers.writes, kills };
}

test(
  `${cycles} times kill -9 under writes of many kinds loses none that was acknowledged (seed ${seed})`,
  { timeout: 120_000 + cycles * 10_000 },
  async () => {
    const random = new Random(seed);
    const sum = { writes: 0, kills: 0 };
    for (let done = 0; done < cycles; done += cyclesOfOneServer) {
      const { writes, kills } = await runCycles(Math.min(cyclesOfOneServer, cycles - done), random);
      sum.writes += writes;
      sum.kills += kills;
      if (cycles > cyclesOfOneServer) console.log(`${sum.kills} kills, ${sum.writes} acknowledged writes, none lost`);
    }
    expect(sum.writes).toBeGreaterThan(cycles);
  },
);
