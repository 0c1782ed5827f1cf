import { spawnSync } from "node:child_process";

/** Where scripts/with-postgres has its socket. Without it the tests are on SQLite. */
const folder = process.env["ROLLCALL_TEST_POSTGRES"];
export const onPostgres = folder !== undefined;

let made = 0;

/** The address of a new empty database. It goes with the whole server. */
export function newDatabase(): string {
  const name = `test_${process.pid}_${++made}`;
  administer(`CREATE DATABASE ${name}`);
  return addressOf(name);
}

export function addressOf(database: string, user = "rollcall"): string {
  return `postgres://${user}@/${database}?host=${folder}`;
}

export function nameOf(address: string): string {
  return new URL(address.replace("@/", "@localhost/")).pathname.slice(1);
}

/** The lines that a statement answers, columns parted by `|`. */
export function ask(address: string, sql: string): string[] {
  return runHere("psql", [
    "--no-psqlrc",
    "-v",
    "ON_ERROR_STOP=1",
    "--tuples-only",
    "--no-align",
    "--command",
    sql,
    address,
  ])
    .split("\n")
    .filter((line) => line !== "");
}

export function administer(sql: string): string[] {
  return ask(addressOf("postgres"), sql);
}

/** Every row of every table, as text. */
export function allRows(address: string): string {
  return runHere("pg_dump", ["--data-only", address]);
}

/** What a stopped PostgreSQL looks like from outside: nobody is connected, and nobody can be. */
export function takeAway(address: string) {
  const name = nameOf(address);
  administer(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
  administer(`SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '${name}'`);
}

export function giveBack(address: string) {
  administer(`ALTER DATABASE ${nameOf(address)} ALLOW_CONNECTIONS true`);
}

function runHere(program: string, parameters: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, parameters, { encoding: "utf8", maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`${program} failed: ${error?.message ?? stderr}`);
  return stdout;
}
