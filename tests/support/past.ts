import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { Server } from "./server.ts";

const statement = "UPDATE members SET created_at = ?, last_active_at = ? WHERE id = ?";
const program = `
import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as database:
    database.execute("${statement}", (int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]))
`;

/** Moves a member's creation and last activity back to `days` ago. The server is restarted for it. */
export async function letTimePass(server: Server, id: string, days: number, was: "active" | "never active") {
  const { port } = server;
  await server.stop();
  const then = Date.now() - days * 24 * 60 * 60 * 1000;
  const active = was === "active" ? then : 0;
  execFileSync("python3", ["-c", program, join(server.dataFolder, "rollcall.db"), String(then), String(active), id]);
  await server.startAgain({ port });
}
