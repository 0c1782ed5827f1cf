import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { temporaryFolder } from "../support/folder.ts";
import { newDatabase, onPostgres } from "../support/postgres.ts";
import { runSql } from "../support/sql.ts";
import type { KeptMember } from "./people.ts";
import type { Sight } from "./sight.ts";

export const folder = resolve(import.meta.dirname, "../../fixtures/schemas");
const archive = onPostgres ? "postgres.tar.gz" : "sqlite.tar.gz";
const dump = "database.sql";

export interface Expected {
  /** The members, with their passwords, and what each sees; null for those who cannot sign in. */
  members: (Pick<KeptMember, "email" | "password"> & { sees: Sight | null })[];
}

/** Where a server keeps everything. */
export interface Place {
  dataFolder: string;
  /** In PostgreSQL. */
  database: string | undefined;
}

export const nameOf = (schema: number) => String(schema).padStart(4, "0");

/** The schemas of which a database is kept, such as "0033". */
export const keptSchemas = () =>
  readdirSync(folder)
    .filter((name) => /^\d{4}$/.test(name))
    .sort();

export function expectedOf(name: string): Expected {
  return JSON.parse(readFileSync(join(folder, name, "expected.json"), "utf8")) as Expected;
}

/** Packs the data folder of a stopped server, with what its database holds, into `target`. */
export function pack({ dataFolder, database }: Place, target: string) {
  mkdirSync(target, { recursive: true });
  if (database !== undefined) {
    const parameters = ["--no-owner", "--no-privileges", "--file", join(dataFolder, dump), database];
    execFileSync("pg_dump", parameters);
  }
  const always = ["--sort=name", "--mtime=@0", "--owner=0", "--group=0", "--numeric-owner"];
  execFileSync("tar", [...always, "-czf", join(target, archive), "-C", dataFolder, "."], { stdio: "pipe" });
}

/** The first schema with imports of contacts. */
const firstWithImports = 26;

/**
 * A copy of a kept database for a server of its own. The files of imports are deleted in the far future, so that they are
 * there for as long as the database is tested.
 */
export function unpack(name: string): Place {
  const place = unpackUnchanged(name);
  const isAffected = Number(name) >= firstWithImports;
  if (isAffected) runSql(place, `UPDATE contact_imports SET delete_at = ${Date.UTC(2100, 0, 1)}`);
  return place;
}

function unpackUnchanged(name: string): Place {
  const dataFolder = temporaryFolder();
  execFileSync("tar", ["-xzf", join(folder, name, archive), "-C", dataFolder, "--no-same-owner"]);
  if (!onPostgres) return { dataFolder, database: undefined };
  const database = newDatabase();
  const parameters = ["--no-psqlrc", "--quiet", "-v", "ON_ERROR_STOP=1", "-f", join(dataFolder, dump), database];
  execFileSync("psql", parameters, { stdio: ["ignore", "ignore", "pipe"] });
  rmSync(join(dataFolder, dump));
  return { dataFolder, database };
}
