import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { checksumsOf, newFile, newPlace, runAt, type Place } from "../support/backups.ts";
import { runCommand } from "../support/command.ts";
import { temporaryFolder } from "../support/folder.ts";
import { onPostgres } from "../support/postgres.ts";
import { startServer } from "../support/server.ts";
import { runSql } from "../support/sql.ts";

/** Of a server that has ended. */
let source: Place;
beforeEach(async () => {
  const server = await startServer();
  await server.stop();
  source = server;
});

const fileOf = ({ dataFolder }: Place) => join(dataFolder, "rollcall.db");
const copy = (from: Place, to: Place) => {
  const flags = ["--from", from.database ?? fileOf(from), "--to", to.database ?? fileOf(to)];
  return runCommand(["copy-database", ...flags]);
};

/** As CREATE EXTENSION does it, where the database has extensions. */
function addTableOfExtension(place: Place) {
  if (!onPostgres) return;
  runSql(place, "CREATE TABLE spatial_ref_sys (srid BIGINT PRIMARY KEY); INSERT INTO spatial_ref_sys VALUES (4326)");
  runSql(place, "ALTER EXTENSION plpgsql ADD TABLE spatial_ref_sys");
}

describe("a backup is refused with one line where", () => {
  const refuse = async (flags: string[], sentence: RegExp) => {
    const file = newFile();
    const { code, output, log } = await runAt(source, ["backup", file, ...flags]);
    expect({ code, output }).toEqual({ code: 1, output: "" });
    expect(log).toMatch(sentence);
    expect(log).not.toContain("\n");
    expect(existsSync(file)).toBe(false);
  };

  test.each([
    ["named", []],
    ["to be kept", ["--with-key"]],
    ["not missed", ["--without-key"]],
  ])("the key file is another one's, and is %s", async (_, flags) => {
    const other = await startServer();
    await other.stop();
    const key = join(other.dataFolder, "secret.key");
    await refuse(["--secret-key-file", key, ...flags], /key file .* is not the one of this database: .*\.$/);
  });

  test("the storage is another folder, as where its disk is not mounted", () =>
    refuse(["--storage", temporaryFolder()], /storage .* is not the one of this database: use the same --storage/));
});

describe("a backup, and a copy, of a database that has other tables", () => {
  test("leave these out, name them, and are restored, also beside tables of an extension", async () => {
    runSql(source, "CREATE TABLE members_before (email TEXT, joined_at REAL)");
    addTableOfExtension(source);
    const file = newFile();
    const made = await runAt(source, ["backup", file]);
    expect(made).toMatchObject({ code: 0, log: "" });
    expect(made.output).toMatch(/^Left out, since they are not Rollcall's: members_before\.$/m);
    expect(checksumsOf(file).tables.map(({ name }) => name)).not.toContain("members_before");

    const place = newPlace(source);
    addTableOfExtension(place);
    expect(await runAt(place, ["restore", file])).toMatchObject({ code: 0, log: "" });
    if (onPostgres) expect(runSql(place, "SELECT srid FROM spatial_ref_sys")).toBe("4326");

    const copied = await copy(source, newPlace(source));
    expect(copied).toMatchObject({ code: 0, log: "" });
    expect(copied.output).toMatch(/^Left out, since they are not Rollcall's: members_before\.$/m);
  });

  test("say nothing of other tables where there are none", async () => {
    const { output } = await runAt(source, ["backup", newFile()]);
    expect(output).not.toContain("Left out");
  });
});

describe("no restore would accept it, so nothing is made, and one line says why, where the database", () => {
  const changes: [string, string, RegExp][] = [
    ["lacks a table", "DROP TABLE wrong_signatures", /has no table wrong_signatures, which belongs to its schema, \d+/],
    [
      "has a column more",
      "ALTER TABLE members ADD COLUMN note TEXT",
      /columns of the table members of the database are not those of its schema, \d+/,
    ],
  ];
  test.each(changes)("%s", async (_, change, sentence) => {
    runSql(source, change);
    const file = newFile();
    const backup = await runAt(source, ["backup", file]);
    const to = newPlace(source);
    const copied = await copy(source, to);
    for (const { code, output, log } of [backup, copied]) {
      expect({ code, output }).toEqual({ code: 1, output: "" });
      expect(log).toMatch(sentence);
      expect(log).not.toContain("\n");
    }
    expect([file, fileOf(to)].filter((name) => existsSync(name))).toEqual([]);
  });
});
