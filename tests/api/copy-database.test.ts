import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { Filled } from "../support/backups.ts";
import { runCommand } from "../support/command.ts";
import { temporaryFolder } from "../support/folder.ts";
import { newDatabase, onPostgres } from "../support/postgres.ts";
import { startServer } from "../support/server.ts";

const copy = (from: string, to: string) => runCommand(["copy-database", "--from", from, "--to", to]);
const newSqliteFile = () => join(temporaryFolder(), "copy.db");
const newTarget = () => (onPostgres ? newDatabase() : newSqliteFile());
/** The lines of tables in what a command prints. */
const tablesIn = (output: string) => output.split("\n").filter((line) => /^\w+ +[\d,]+ {2}[0-9a-f]{64}$/.test(line));

let filled: Filled;
let seen: Record<string, unknown>;
let source: string;
beforeAll(async () => {
  filled = await Filled.start();
  seen = await filled.seenOn(filled.server);
  source = filled.server.database ?? join(filled.server.dataFolder, "rollcall.db");
});

test("a database that a server uses is not copied, and the server goes on", async () => {
  const to = newSqliteFile();
  const { code, log } = await copy(source, to);
  expect(code).toBe(1);
  expect(log).toMatch(/(another Rollcall is|other instances of Rollcall are) using/i);
  expect(log).not.toMatch(/\n|postgres:\/\//);
  expect(existsSync(to)).toBe(false);
  expect(await filled.cast.ada.get("/session")).toHaveStatus(200);
});

test("a database is copied into a file and from there into the database of the tests: everybody sees the same", async () => {
  await filled.server.stop();
  const [between, last] = [newSqliteFile(), newTarget()];
  const first = await copy(source, between);
  expect(first).toMatchObject({ code: 0, log: "" });
  const second = await copy(between, last);
  expect(second).toMatchObject({ code: 0, log: "" });
  expect(tablesIn(first.output).length).toBeGreaterThan(50);
  expect(tablesIn(second.output)).toEqual(tablesIn(first.output));

  const server = await startServer({ dataFolder: filled.server.dataFolder, database: last });
  expect(await filled.seenOn(server)).toEqual(seen);
  expect(await filled.reportCallTo(server)).toHaveStatus(201); // the numbers of calls go on
  await server.stop();
});

test.each([
  ["an existing database", () => [source, source], /already.*never overwritten/],
  ["a database that is not there", () => [newSqliteFile(), newSqliteFile()], /there is no such file/],
  [
    "an address that is none",
    () => ["mysql://somewhere/x", newSqliteFile()],
    /--from is neither a file nor an address/,
  ],
  ["a file in a folder that is not there", () => [source, "/nowhere/copy.db"], /Cannot write \/nowhere\/copy\.db/],
] as [string, () => [string, string], RegExp][])("copying is refused with one line: %s", async (_, pair, sentence) => {
  const [from, to] = pair();
  const { code, output, log } = await copy(from, to);
  expect(code).toBeGreaterThan(0);
  expect(output).toBe("");
  expect(log).toMatch(sentence);
  expect(log).not.toContain("\n");
});
