import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { Cast } from "../support/cast.ts";
import { PgBouncer, type PoolMode } from "../support/pgbouncer.ts";
import { ask, nameOf, newDatabase } from "../support/postgres.ts";
import { refusalOf } from "../support/refused-start.ts";
import { startServer } from "../support/server.ts";

/** Tables that were made, and settings and locks of somebody who is not there any more. */
function remainsIn(database: string, pooler: PgBouncer): string[] {
  const tables = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace";
  const settings = "SELECT name FROM pg_settings WHERE source = 'session' AND name ~ 'timeout|transaction|tcp'";
  const locks = "SELECT locktype FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database";
  return [
    ...ask(database, tables),
    ...ask(pooler.addressOf(nameOf(database)), settings),
    ...ask(database, `${locks} WHERE datname = current_database())`),
  ];
}

/** Others who hold sessions of the pooler, and let them go: it then has more of them than one. */
async function useManySessions(pooler: PgBouncer, database: string) {
  const wait = ["--command", "SELECT pg_sleep(0.3)", pooler.addressOf(database)];
  await Promise.all(Array.from({ length: 6 }, () => promisify(execFile)("psql", wait)));
}

describe("PgBouncer", () => {
  const modes: [PoolMode, string[]][] = [
    ["transaction", []],
    ["transaction", ["server_round_robin = 1"]],
    ["statement", []],
  ];

  test.each(modes)("in %s mode %s is refused with one line, and nothing is left there", async (mode, others) => {
    const database = newDatabase();
    const pooler = await PgBouncer.start(mode, others);
    await useManySessions(pooler, nameOf(database));
    const line = await refusalOf(pooler.addressOf(nameOf(database)), 2);
    expect(line).toBe(
      "rollcall: Cannot use the PostgreSQL database: PgBouncer or another pooler is before it in transaction or " +
        "statement mode, where locks do not last: use session mode (pool_mode = session)",
    );
    expect(remainsIn(database, pooler)).toEqual([]);
    await pooler.stop();
  });

  test("in session mode is used, also when it starts again", async () => {
    const pooler = await PgBouncer.start("session");
    const server = await startServer({ database: pooler.addressOf(nameOf(newDatabase())) });
    const { ada } = await Cast.on(server);
    expect((await ada.send("POST", "/api/v1/companies", { body: { name: "Harbour" } })).status).toBe(201);
    await server.restart();
    expect(await ada.names("/companies")).toContain("Harbour");
    await server.stop();
    await pooler.stop();
  });
});
