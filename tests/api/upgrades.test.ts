import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { makePlatformCall } from "../../fixtures/platforms/platform-call.ts";
import { AnyClient } from "../schemas/any-client.ts";
import { deliver, knownAgent } from "../schemas/fill.ts";
import { expectedOf, keptSchemas, nameOf, unpack, type Place } from "../schemas/kept-database.ts";
import { seenBy, type Sight } from "../schemas/sight.ts";
import { Client } from "../support/client.ts";
import { smallPage } from "../support/page.ts";
import { run, sanitized, startServer, type Server } from "../support/server.ts";
import { runSql } from "../support/sql.ts";

// Databases of earlier schemas, each filled by the program of that time (scripts/keep-schema), are upgraded by this one.

const migrations = readdirSync(resolve(import.meta.dirname, "../../migrations"))
  .concat(readdirSync(resolve(import.meta.dirname, "../../migrations/sqlite")))
  .filter((file) => file.endsWith(".sql"));
const newest = Math.max(...migrations.map((file) => Number(file.slice(0, 4))));
/** The first schema of which the database has to be kept. */
const firstKept = 33;

const conversionTimeout = sanitized ? 60_000 : 15_000;

/** Without the actions that the program from before did not know. */
function withKnownActions(sight: Sight, expected: Sight): Sight {
  const known = new Set<string>();
  const collect = (key: string, value: unknown) => {
    if (key === "can") for (const action of value as string[]) known.add(action);
    return value;
  };
  JSON.stringify(expected, collect);
  const filter = (key: string, value: unknown) =>
    key === "can" ? (value as string[]).filter((action) => known.has(action)) : value;
  return JSON.parse(JSON.stringify(sight, filter)) as Sight;
}

/** Each member signs in and sees what was seen before. Returns the administrator, who is the first. */
async function expectTheSame(server: Server, name: string): Promise<Client> {
  const { members } = expectedOf(name);
  const known = members[0]!.sees!;
  const browsers: Client[] = [];
  for (const { email, password, sees } of members) {
    const browser = new Client(server);
    browsers.push(browser);
    const { status } = await browser.signIn(email, password);
    expect(status < 400, `${email} can sign in`).toBe(sees !== null);
    if (sees === null) continue;
    const sight = async () => withKnownActions(await seenBy(browser), known);
    // What is converted in the background is not found at once.
    await expect.poll(sight, { timeout: conversionTimeout, message: email }).toMatchObject(sees);
  }
  return browsers[0]!;
}

const program = `
import sqlite3, sys
for line in sqlite3.connect(sys.argv[1]).iterdump():
    print(line)
`;

/** What each start writes, and what a worker deletes some time after. */
const workersTables = ["readiness", "unreferenced_blobs"];

/** Tables and rows as SQL, while the server is stopped; without what changes by itself. */
function dump({ dataFolder, database }: Place, ...flags: string[]): string[] {
  const [command, parameters] =
    database === undefined
      ? ["python3", ["-c", program, join(dataFolder, "rollcall.db")]]
      : ["pg_dump", [...workersTables.map((table) => `--exclude-table-data=${table}`), ...flags, database]];
  const text = execFileSync(command as string, parameters as string[], { encoding: "utf8", maxBuffer: 2 ** 28 });
  return text
    .split("\n")
    .filter((line) => !workersTables.some((table) => line.startsWith(`INSERT INTO "${table}"`)))
    .filter((line) => !/^\\(un)?restrict /.test(line)) // a random word of pg_dump
    .sort();
}

const appliedIn = (place: Place) => Number(runSql(place as Server, "SELECT count(*) FROM schema_migrations"));
const serve = ({ dataFolder }: Place) => [
  "serve",
  "--listen",
  "127.0.0.1:0",
  "--data",
  dataFolder,
  "--page",
  smallPage(),
];
const environmentOf = ({ database }: Place): Record<string, string> =>
  database === undefined ? {} : { ROLLCALL_DATABASE: database };
const startIn = ({ dataFolder, database }: Place) =>
  startServer({ dataFolder, ...(database === undefined ? {} : { database }) });

describe.each(keptSchemas())("a database of schema %s", (name) => {
  test("shows each member the same after an upgrade, and is changed by no second start", async () => {
    const place = unpack(name);
    expect(appliedIn(place)).toBe(Number(name));
    const server = await startIn(place);
    const ada = await expectTheSame(server, name);
    const [connection] = (await ada.get("/connections")).body.items;
    // Its sealed secret is still the same.
    const summary = "The first call after the upgrade.";
    await deliver(new AnyClient(server), connection!.id, makePlatformCall({ agent: knownAgent, summary }));
    const latestCall = async () => (await ada.get("/calls", { limit: 1 })).body.items[0];
    await expect
      .poll(latestCall, { timeout: conversionTimeout })
      .toMatchObject({ agent_name: "Reception", platform: "vapi", summary });

    await server.stop();
    expect(appliedIn(place)).toBe(newest);
    const before = dump(place);
    await server.startAgain();
    expect(server.log.filter((line) => /Migration|Updating/.test(line))).toEqual([]);
    await server.stop();
    expect(dump(place)).toEqual(before);
  });
});

test("an upgraded database has the tables of a new one", async () => {
  const tables = (place: Place) =>
    place.database === undefined
      ? runSql(place as Server, "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name").split("\n")
      : dump(place, "--schema-only");
  const fresh = await startServer();
  await fresh.stop();
  const place = unpack(keptSchemas()[0]!);
  await (await startIn(place)).stop();
  expect(tables(place)).toEqual(tables(fresh));
});

test("an upgrade that is killed in the middle goes on at the next start", async () => {
  const name = keptSchemas()[0]!;
  let place: Place;
  // Killed before the first migration, or after the last, it has shown nothing.
  for (let attempts = 0, applied = 0; applied <= Number(name) || applied === newest; ++attempts) {
    expect(attempts).toBeLessThan(20);
    place = unpack(name);
    const attempt = run(serve(place), { environment: environmentOf(place) });
    await attempt.line(attempt.log, new RegExp(`Migration ${Number(name) + 1 + (attempts % 4)} .* applied`));
    attempt.process.kill("SIGKILL");
    await attempt.ended;
    applied = appliedIn(place);
  }
  const server = await startIn(place!);
  await expectTheSame(server, name);
  await server.stop();
  expect(appliedIn(place!)).toBe(newest);
});

test("a database of a newer schema is refused with one line, and not changed", async () => {
  const place = unpack(keptSchemas().at(-1)!);
  await (await startIn(place)).stop();
  runSql(place as Server, `INSERT INTO schema_migrations VALUES (${newest + 1}, 'of_the_future', 0)`);
  const before = dump(place);
  const attempt = run(serve(place), { environment: environmentOf(place) });
  expect(await attempt.ended).toBe(2); // the service is not started again
  expect(attempt.output).toEqual([]);
  expect(attempt.log).toEqual([
    expect.stringContaining(`written by a newer Rollcall (its schema is ${newest + 1}, this one knows ${newest})`),
  ]);
  expect(dump(place)).toEqual(before);
});

test("a database is kept of each schema from 33 on that has a later one: scripts/keep-schema", () => {
  const needed = Array.from({ length: newest - firstKept }, (_, index) => nameOf(firstKept + index));
  expect(keptSchemas()).toEqual(expect.arrayContaining(needed));
});
