import { spawn, type ChildProcessByStdio } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { temporaryFolder } from "./folder.ts";
import { smallPage } from "./page.ts";
import { newDatabase, onPostgres } from "./postgres.ts";

export const binary = resolve(
  process.env["ROLLCALL_BINARY"] ?? resolve(import.meta.dirname, "../../build/release/rollcall"),
);

/** Under a sanitizer everything takes several times as long. */
export const sanitized = process.env["ROLLCALL_SANITIZED"] === "1";
const startLimit = 30_000;

export interface ServerOptions {
  /** Another program than the one that is tested everywhere, such as an installed one. */
  program?: string;
  flags?: string[];
  /** A free one when absent. */
  port?: number;
  environment?: Record<string, string>;
  dataFolder?: string;
  /** A new one in PostgreSQL, or rollcall.db in the data folder, when absent. */
  database?: string;
  /** The built page; a small one when absent. */
  page?: string;
  /** A library for LD_PRELOAD. */
  preload?: string;
  /** What the program is started by, such as `["prlimit", "--fsize=1000000"]`. */
  wrapper?: string[];
}

type Process = ChildProcessByStdio<null, Readable, Readable>;

/** The program, running or ended, with all that it has printed. */
class Run {
  readonly process: Process;
  /** Lines of standard output. */
  readonly output: string[] = [];
  /** Lines of standard error: the log. */
  readonly log: string[] = [];
  /** The exit code, or the name of the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  private listeners: (() => void)[] = [];
  private over = false;

  constructor(command: string[], environment: Record<string, string>) {
    const [program, ...parameters] = command;
    this.process = spawn(program!, parameters, { env: environment, stdio: ["ignore", "pipe", "pipe"] });
    for (const [stream, lines] of [
      [this.process.stdout, this.output],
      [this.process.stderr, this.log],
    ] as const) {
      createInterface({ input: stream }).on("line", (line) => {
        lines.push(line);
        this.tell();
      });
    }
    this.process.on("error", (error) => this.log.push(`${program} cannot be started: ${error.message}`));
    this.ended = new Promise((ended) => {
      this.process.on("close", (code, signal) => {
        this.over = true;
        this.tell();
        ended(code ?? signal!);
      });
    });
  }

  /** The first line of `lines` that matches, as soon as it is there. */
  line(lines: string[], pattern: RegExp): Promise<RegExpExecArray> {
    return new Promise((found, failed) => {
      const timer = setTimeout(() => fail(`within ${startLimit / 1000} s`), startLimit);
      const fail = (when: string) =>
        failed(new Error(`No line ${pattern} ${when}.\n${[...this.output, ...this.log].join("\n")}`));
      const look = () => {
        const match = lines.map((line) => pattern.exec(line)).find((result) => result !== null);
        if (match) found(match);
        else if (this.over) fail("before the program ended");
        else return;
        clearTimeout(timer);
        this.listeners = this.listeners.filter((listener) => listener !== look);
      };
      this.listeners.push(look);
      look();
    });
  }

  private tell() {
    for (const listener of [...this.listeners]) listener();
  }
}

/** The library that records statements (tests/statements), where that is wanted. */
function recordStatements(environment: Record<string, string>): string | undefined {
  const folder = process.env["ROLLCALL_STATEMENTS"];
  if (folder === undefined) return undefined;
  environment["STATEMENTS_FOLDER"] = folder;
  // AddressSanitizer wants to be the first library.
  environment["ASAN_OPTIONS"] = [environment["ASAN_OPTIONS"], "verify_asan_link_order=0"].filter(Boolean).join(":");
  return resolve(folder, "record_statements.so");
}

/** Starts the program with these parameters; no setting of this machine reaches it. */
export function run(parameters: string[], options: ServerOptions = {}): Run {
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && !name.startsWith("ROLLCALL_")) environment[name] = value;
  }
  // Of servers alone: backups read whole tables.
  const recorder = parameters[0] === "serve" ? recordStatements(environment) : undefined;
  const preload = [options.preload, recorder].filter((library) => library !== undefined);
  if (preload.length > 0) environment["LD_PRELOAD"] = preload.join(":");
  // However the tests end, also by a crash of their own, the program ends with them.
  const bound = ["setpriv", "--pdeathsig", "KILL", "--", options.program ?? binary];
  return new Run([...(options.wrapper ?? []), ...bound, ...parameters], { ...environment, ...options.environment });
}

/** Serves one data folder and one database; keeps them over restarts. */
export class Server {
  readonly dataFolder: string;
  /** The address in PostgreSQL; none when on SQLite. */
  readonly database: string | undefined;
  private readonly options: ServerOptions;
  private readonly page: string;
  private current: Run;
  /** Where it listens, such as `http://127.0.0.1:40123`. Another after a restart. */
  address = "";

  private constructor(options: ServerOptions) {
    this.options = options;
    this.dataFolder = options.dataFolder ?? temporaryFolder();
    this.database = options.database ?? (onPostgres ? newDatabase() : undefined);
    this.page = options.page ?? smallPage();
    this.current = this.launch(options);
  }

  static async start(options: ServerOptions = {}): Promise<Server> {
    const server = new Server(options);
    await server.listening();
    return server;
  }

  private launch(options: ServerOptions): Run {
    const listen = `127.0.0.1:${options.port ?? 0}`;
    const environment: Record<string, string> = { ...options.environment };
    if (this.database !== undefined) environment["ROLLCALL_DATABASE"] = this.database;
    return run(
      ["serve", "--listen", listen, "--data", this.dataFolder, "--page", this.page, ...(options.flags ?? [])],
      { ...options, environment },
    );
  }

  private async listening() {
    const line = await this.current.line(this.current.output, /^Rollcall is at (\S+)$/);
    // With a base URL the line names that one: such a server is given its port.
    this.address = this.options.port === undefined ? line[1]! : `http://127.0.0.1:${this.options.port}`;
  }

  /** What browsers send as Origin. */
  get origin(): string {
    const flags = this.options.flags ?? [];
    const given = flags.indexOf("--base-url");
    return given < 0 ? this.address : new URL(flags[given + 1]!).origin;
  }

  get port(): number {
    return Number(new URL(this.address).port);
  }
  get pid(): number {
    return this.current.process.pid!;
  }
  get output(): string[] {
    return this.current.output;
  }
  get log(): string[] {
    return this.current.log;
  }
  get ended() {
    return this.current.ended;
  }

  /** The token of the set-up link that was printed at start. */
  async setupToken(): Promise<string> {
    const line = await this.current.line(this.current.output, /^Set it up here: \S+\/setup#token=(\S+)$/);
    return line[1]!;
  }

  logged(pattern: RegExp): Promise<RegExpExecArray> {
    return this.current.line(this.current.log, pattern);
  }

  signal(name: NodeJS.Signals) {
    this.current.process.kill(name);
  }

  /** Ends it as an operator does. Anything but a clean end is an error: a crash, a leak that the sanitizer found. */
  async stop() {
    this.signal("SIGTERM");
    const code = await this.ended;
    if (code !== 0) throw new Error(`The server ended with ${code}.\n${this.log.slice(-40).join("\n")}`);
  }

  /** Ends it as a power cut does. */
  async kill() {
    this.signal("SIGKILL");
    await this.ended;
  }

  /** Serves the same data folder again, after `stop` or `kill`. */
  async startAgain(changes: Partial<ServerOptions> = {}) {
    this.current = this.launch({ ...this.options, ...changes });
    await this.listening();
  }

  async restart(changes: Partial<ServerOptions> = {}) {
    await this.stop();
    await this.startAgain(changes);
  }
}

export const startServer = Server.start;

/** Ports that this process was given. */
const given = new Set<number>();

/**
 * A port that nobody listens on, and that stays free: it is below those that the system gives to programs that ask for
 * any (32768 and above), and is not given twice.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(11_000, 32_000);
    if (!given.has(port) && (await mayListenOn(port))) {
      given.add(port);
      return port;
    }
  }
}

async function mayListenOn(port: number): Promise<boolean> {
  const listener = createServer().listen(port, "127.0.0.1");
  try {
    await once(listener, "listening");
  } catch {
    return false;
  }
  listener.close();
  await once(listener, "close");
  return true;
}
