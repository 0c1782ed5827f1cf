import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Fleet } from "./fleet.ts";

/**
 * For how many minutes the faults are repeated; each once when absent. The long form:
 *
 *   ROLLCALL_FAULT_MINUTES=30 npx vitest run --config vitest.operations.config.ts faults/fleet
 */
const minutes = Number(process.env["ROLLCALL_FAULT_MINUTES"] ?? 0);

let fleet: Fleet;

const startFleet = (wayToPrimary: "proxy" | "address") => async () => {
  fleet = await Fleet.start(wayToPrimary);
};
const stopFleet = () => fleet.stop();

async function losePrimary() {
  const { writes, refused } = await fleet.under(() => fleet.postgres.failOver());
  expect(writes).toBeGreaterThan(0);
  expect(refused).toContain(503);
}

/** Each of them leaves the fleet as it was. */
const faults: Record<string, () => Promise<void>> = {
  "PostgreSQL is restarted": async () => {
    const { primary } = fleet.postgres;
    await primary.stop();
    await sleep(500);
    await primary.start();
  },
  "all connections to the database are cut": async () => {
    for (let time = 0; time < 5; time++) {
      fleet.postgres.primary.cutConnections(fleet.database);
      await sleep(200);
    }
  },
  "others take all connections of PostgreSQL": async () => {
    const giveBack = fleet.postgres.primary.takeAllConnections();
    fleet.postgres.primary.cutConnections(fleet.database);
    await sleep(1_500);
    giveBack();
  },
  "an instance is killed": async () => {
    const [first] = fleet.instances;
    await first!.kill();
    await sleep(1_500);
    await first!.startAgain();
  },
};

describe("two instances behind HAProxy lose nothing that was acknowledged, answer nothing wrong, and recover when", () => {
  beforeAll(startFleet("proxy"));
  afterAll(stopFleet);

  const milliseconds = (minutes * 60_000) / Object.keys(faults).length;
  for (const [name, fault] of Object.entries(faults)) {
    test(name, { timeout: milliseconds + 120_000 }, async () => {
      const end = Date.now() + milliseconds;
      const sum = { times: 0, writes: 0, refusals: 0, withoutAnswer: 0 };
      do {
        const { writes, refused, withoutAnswer } = await fleet.under(fault);
        expect(writes).toBeGreaterThan(0);
        sum.times++;
        sum.writes += writes;
        sum.refusals += refused.length;
        sum.withoutAnswer += withoutAnswer;
      } while (Date.now() < end);
      const met = `${sum.writes} acknowledged writes, ${sum.refusals} refusals, ${sum.withoutAnswer} without an answer`;
      console.log(`${name}: ${sum.times} times, ${met}`);
    });
  }

  test("others take all connections that are left of PostgreSQL, whose check by HAProxy is refused then, and none is cut", async () => {
    let had: string[] = [];
    let kept: string[] = [];
    await fleet.under(async () => {
      had = fleet.connections();
      const giveBack = fleet.postgres.primary.takeAllConnections();
      // HAProxy asks each second, and believes two answers.
      await sleep(4_000);
      kept = fleet.connections();
      giveBack();
    });
    expect(had.length).toBeGreaterThan(2);
    expect(kept).toEqual(expect.arrayContaining(had));
  });

  test("the primary is lost and the synchronous standby promoted, to which HAProxy follows", losePrimary);
});

describe("two instances whose address of the database names both servers", () => {
  beforeAll(startFleet("address"));
  afterAll(stopFleet);

  test("lose nothing when the primary is lost and the synchronous standby promoted", losePrimary);
});
