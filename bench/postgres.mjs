// Databases of the PostgreSQL that scripts/with-postgres has started, and the statements that it is sent.
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export const postgresFolder = () => process.env.ROLLCALL_TEST_POSTGRES;
const addressOf = (database) => `postgres://rollcall@/${database}?host=${postgresFolder()}`;

export function runSql(sql, database = "postgres") {
  return execFileSync("psql", ["--quiet", "--tuples-only", "--no-align", "--command", sql, addressOf(database)], { encoding: "utf8" });
}

/** The address of a new database. */
export function newDatabase(name) {
  runSql(`CREATE DATABASE ${name}`);
  return addressOf(name);
}

/** `$1 = '...', $2 = NULL`, as the log writes them. */
function parametersIn(line) {
  const values = [];
  for (const [, text] of line.matchAll(/\$\d+ = (?:'((?:[^']|'')*)'|NULL)/g)) values.push(text?.replaceAll("''", "'"));
  return values;
}

async function setLogged(what) {
  runSql(`ALTER SYSTEM SET log_statement = '${what}'`);
  runSql("SELECT pg_reload_conf()");
  await sleep(500); // each connection reads it before its next statement
}

/**
 * The prepared statements that PostgreSQL runs during `act`, with their parameters, in order; and BEGIN and COMMIT, which
 * programs from before decision 35 sent for each read.
 */
export async function statementsOf(act) {
  const log = join(postgresFolder(), "postgres.log");
  const before = (await readFile(log)).length;
  await setLogged("all");
  await act();
  await setLogged("none");
  const entries = (await readFile(log)).subarray(before).toString().split(/^(?=\d{4}-\d\d-\d\d )/m);
  const statements = [];
  for (const entry of entries) {
    const executed = /LOG: {2}(?:execute \w+: |statement: (?=BEGIN|COMMIT))(.*)/s.exec(entry);
    if (executed) statements.push({ sql: executed[1].trim(), values: [] });
    const detail = /DETAIL: {2}parameters: (.*)/is.exec(entry);
    if (detail && statements.length > 0) statements.at(-1).values = parametersIn(detail[1]);
  }
  return statements;
}
