import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { temporaryFolder } from "./folder.ts";
import { addressOf, ask } from "./postgres.ts";
import { freePort } from "./server.ts";

const program = resolve(import.meta.dirname, "../../build/tools/pgbouncer/usr/sbin/pgbouncer");

export type PoolMode = "session" | "transaction" | "statement";

const settings = (mode: PoolMode, port: number, folder: string, others: string[]) => `
[databases]
* = host=${folder} user=rollcall

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = ${mode}
${others.join("\n")}
`;

/** The real PgBouncer in front of the PostgreSQL of scripts/with-postgres, as Debian's configuration has it otherwise. */
export class PgBouncer {
  private readonly port: number;
  private readonly process: ChildProcess;
  private output = "";

  private constructor(port: number, file: string) {
    this.port = port;
    // It refuses to run as root.
    const user = process.getuid!() === 0 ? ["--reuid", "postgres", "--regid", "postgres", "--init-groups"] : [];
    this.process = spawn("setpriv", [...user, "--pdeathsig", "KILL", "--", program, file], { cwd: "/" });
    for (const stream of [this.process.stdout!, this.process.stderr!])
      stream.on("data", (part: Buffer) => (this.output += part.toString("utf8")));
  }

  static async start(mode: PoolMode, others: string[] = []): Promise<PgBouncer> {
    const folder = temporaryFolder();
    const file = join(folder, "pgbouncer.ini");
    const port = await freePort();
    writeFileSync(file, settings(mode, port, socketFolder(), others));
    if (process.getuid!() === 0) execFileSync("chown", ["-R", "postgres", folder]);
    const pooler = new PgBouncer(port, file);
    await pooler.listening();
    return pooler;
  }

  addressOf(database: string): string {
    return `postgres://rollcall@127.0.0.1:${this.port}/${database}`;
  }

  async stop() {
    this.process.kill("SIGTERM");
    if (this.process.exitCode === null && this.process.signalCode === null) await once(this.process, "exit");
  }

  private async listening() {
    let last: unknown;
    for (const end = Date.now() + 30_000; Date.now() < end && this.process.exitCode === null; await sleep(50)) {
      try {
        ask(this.addressOf("postgres"), "SELECT 1");
        return;
      } catch (error) {
        last = error;
      }
    }
    throw new Error(`PgBouncer does not answer: ${String(last)}\n${this.output}`);
  }
}

const socketFolder = () => new URLSearchParams(addressOf("postgres").split("?")[1]).get("host")!;
