import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { temporaryFolder } from "./folder.ts";
import { ask } from "./postgres.ts";
import { freePort } from "./server.ts";

/** PostgreSQL refuses to run as root, so its programs run as the user whom Debian made for it. */
const isRoot = process.getuid!() === 0;
const itsUser = isRoot ? ["--reuid", "postgres", "--regid", "postgres", "--init-groups"] : [];

function newestPrograms(): string {
  const folder = "/usr/lib/postgresql";
  const versions = readdirSync(folder).sort((one, other) => Number(one) - Number(other));
  return join(folder, versions.at(-1)!, "bin");
}

const programs = newestPrograms();
const commandOf = (program: string, parameters: string[]) => [...itsUser, "--", join(programs, program), ...parameters];

function runProgram(program: string, ...parameters: string[]) {
  execFileSync("setpriv", commandOf(program, parameters), { cwd: "/", stdio: "pipe" });
}

const safety = ["fsync=off", "full_page_writes=off"].flatMap((setting) => ["-c", setting]);

const connections = 60;

/** The first message of a client of PostgreSQL. */
function startup(user: string): Buffer {
  const text = Buffer.from(`\0\x03\0\0user\0${user}\0database\0postgres\0\0`, "latin1");
  const length = Buffer.alloc(4);
  length.writeInt32BE(text.length + 4);
  return Buffer.concat([length, text]);
}

/** Somebody who holds a connection, and where there is none for him, asks again until there is. */
class Taker {
  private socket: Socket | undefined;
  private isOver = false;

  constructor(port: number) {
    this.take(port);
  }

  private take(port: number) {
    if (this.isOver) return;
    this.socket = connect(port, "127.0.0.1", () => this.socket!.write(startup("taker")));
    this.socket.resume();
    this.socket.on("error", () => {});
    this.socket.on("close", () => setTimeout(() => this.take(port), 20));
  }

  end() {
    this.isOver = true;
    this.socket?.destroy();
  }
}

/** One PostgreSQL with a folder and a port of its own, which it keeps over restarts. */
export class Cluster {
  readonly port: number;
  readonly data: string;
  private readonly socketFolder: string;
  private process: ChildProcess | undefined;
  /** What it has printed. */
  output = "";

  private constructor(port: number) {
    this.port = port;
    this.socketFolder = temporaryFolder();
    if (isRoot) execFileSync("chown", ["postgres", this.socketFolder]);
    this.data = join(this.socketFolder, "data");
  }

  static async primary(): Promise<Cluster> {
    const cluster = new Cluster(await freePort());
    const locale = ["--encoding", "UTF8", "--locale", "C.UTF-8"];
    runProgram("initdb", "--pgdata", cluster.data, "--no-sync", ...locale, "--username", "rollcall", "--auth", "trust");
    await cluster.start();
    return cluster;
  }

  /** A standby of that one, which has all of it. */
  static async standbyOf(primary: Cluster): Promise<Cluster> {
    const cluster = new Cluster(await freePort());
    const from = ["--host", "127.0.0.1", "--port", String(primary.port), "--username", "rollcall"];
    runProgram(
      "pg_basebackup",
      ...from,
      "--pgdata",
      cluster.data,
      "--checkpoint=fast",
      "--no-sync",
      "--write-recovery-conf",
    );
    await cluster.start();
    return cluster;
  }

  async start() {
    const places = ["-D", this.data, "-k", this.socketFolder, "-p", String(this.port)];
    const settings = [
      "-c",
      "listen_addresses=127.0.0.1",
      "-c",
      `max_connections=${connections}`,
      "-c",
      "wal_retrieve_retry_interval=500ms",
      ...safety,
    ];
    const bound = ["--pdeathsig", "QUIT", ...commandOf("postgres", [...places, ...settings])];
    this.process = spawn("setpriv", bound, { cwd: "/", stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [this.process.stdout!, this.process.stderr!])
      stream.on("data", (part: Buffer) => (this.output += part.toString("utf8")));
    await this.until("SELECT 1", "1");
  }

  /** As systemd does: all who are connected are sent away. */
  async stop() {
    await this.end("SIGINT");
  }

  /** As a power cut does: nothing is finished, nobody is told. */
  async kill() {
    await this.end("SIGQUIT");
  }

  private async end(signal: NodeJS.Signals) {
    const { process } = this;
    if (!process || process.exitCode !== null || process.signalCode !== null) return;
    process.kill(signal);
    await once(process, "exit");
  }

  /** From now on it is the primary. */
  async promote() {
    runProgram("pg_ctl", "promote", "--pgdata", this.data, "--wait");
    await this.until("SELECT pg_is_in_recovery()", "f");
  }

  addressOf(database: string, user = "rollcall"): string {
    return `postgres://${user}@127.0.0.1:${this.port}/${database}`;
  }

  ask(sql: string, database = "postgres"): string[] {
    return ask(this.addressOf(database), sql);
  }

  /** Sends everybody away who is connected to that database. */
  cutConnections(database: string) {
    this.ask(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}'`);
  }

  /** Takes all connections that PostgreSQL gives to others than its administrators, until the returned one is called. */
  takeAllConnections(): () => void {
    const takers = Array.from({ length: connections }, () => new Taker(this.port));
    return () => takers.forEach((taker) => taker.end());
  }

  /** Waits until a statement answers that; a PostgreSQL that starts answers nothing yet. */
  async until(sql: string, wanted: string) {
    let last: unknown;
    for (const end = Date.now() + 30_000; Date.now() < end; await sleep(50)) {
      try {
        last = this.ask(sql).join("\n");
        if (last === wanted) return;
      } catch (error) {
        last = error;
      }
      if (this.process?.exitCode != null) break;
    }
    throw new Error(`PostgreSQL does not answer ${wanted} to ${sql}, but ${String(last)}\n${this.output}`);
  }
}

/** A primary, and a standby without which it acknowledges nothing. */
export class PostgresPair {
  readonly first: Cluster;
  readonly second: Cluster;
  primary: Cluster;

  private constructor(first: Cluster, second: Cluster) {
    this.first = first;
    this.second = second;
    this.primary = first;
  }

  static async start(): Promise<PostgresPair> {
    const first = await Cluster.primary();
    // The check of HAProxy, somebody else, and Rollcall, who is no administrator.
    for (const user of ["haproxy", "taker", "keeper"]) first.ask(`CREATE ROLE ${user} LOGIN`);
    const second = await Cluster.standbyOf(first);
    // After the copy was made: the standby is to acknowledge alone once it is the primary.
    first.ask("ALTER SYSTEM SET synchronous_standby_names = '*'");
    first.ask("SELECT pg_reload_conf()");
    await first.until("SELECT sync_state FROM pg_stat_replication", "sync");
    return new PostgresPair(first, second);
  }

  /** The primary is lost, and the standby takes its place. */
  async failOver() {
    await this.first.kill();
    await this.second.promote();
    this.primary = this.second;
  }

  async stop() {
    await Promise.all([this.second.kill(), this.first.kill()]);
  }
}
