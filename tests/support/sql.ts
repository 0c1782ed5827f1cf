import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { ask } from "./postgres.ts";
import type { Server } from "./server.ts";

const program = `
import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as database:
    for row in database.execute(sys.argv[2]):
        print(*row, sep="|")
`;

/** What one statement answers from the server's database, while the server is stopped. */
export function runSql(server: Pick<Server, "dataFolder" | "database">, sql: string): string {
  if (server.database !== undefined) return ask(server.database, sql).join("\n").trim();
  return execFileSync("python3", ["-c", program, join(server.dataFolder, "rollcall.db"), sql], {
    encoding: "utf8",
  }).trim();
}
