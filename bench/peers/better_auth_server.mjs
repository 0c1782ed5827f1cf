// better-auth behind Node's own HTTP server, as its documentation shows it. Options come by the environment.
import { createServer } from "node:http";
import { betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import { toNodeHandler } from "better-auth/node";
import { admin, organization } from "better-auth/plugins";
import BetterSqlite3 from "better-sqlite3";
import pg from "pg";

const { BENCH_PORT, BENCH_FILE, BENCH_HOST, BENCH_DATABASE, BENCH_CACHE } = process.env;

function openDatabase() {
  if (!BENCH_FILE) return new pg.Pool({ host: BENCH_HOST, user: "rollcall", database: BENCH_DATABASE });
  const database = new BetterSqlite3(BENCH_FILE);
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = FULL");
  return database;
}

const auth = betterAuth({
  database: openDatabase(),
  baseURL: `http://127.0.0.1:${BENCH_PORT}`,
  secret: "a secret of forty characters for a bench",
  emailAndPassword: { enabled: true },
  rateLimit: { enabled: false },
  logger: { disabled: true },
  telemetry: { enabled: false },
  session: { cookieCache: { enabled: BENCH_CACHE === "yes", maxAge: 60 * 60 } },
  advanced: { database: { joins: true } },
  plugins: [
    admin(),
    organization({ membershipLimit: 1_000_000, invitationLimit: 1_000_000, sendInvitationEmail: async () => {} }),
  ],
});

await (await getMigrations(auth.options)).runMigrations();
createServer(toNodeHandler(auth)).listen(Number(BENCH_PORT), "127.0.0.1");
