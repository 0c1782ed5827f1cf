import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import story from "../../fixtures/cast.json" with { type: "json" };
import type { PlatformName } from "../../fixtures/platforms/signatures.ts";
import type { Schemas } from "../../fixtures/schemas.ts";
import { StandIn } from "../../fixtures/stand-in/stand-in.ts";
import { Api } from "./api.ts";
import { AudioHost } from "./audio-host.ts";
import { fill } from "./fill.ts";
import { people } from "./people.ts";
import { DemoPlatforms } from "./platforms.ts";
import { ProgressLine, ServerLog } from "./progress.ts";

// usage: main --fixtures DIR --data DIR -- PROGRAM serve FLAG...
// Runs PROGRAM on a data folder with the demo, and fills the folder first if it has not been filled.

/** Stored beside Rollcall's own files: when the demo was created, to which its calls are relative, and whether it is complete. */
interface Progress {
  began_at: string;
  filled: boolean;
  /** The id of the connection to each platform, once it is complete. */
  connections?: [PlatformName, string][];
}

const { values, positionals } = parseArgs({
  options: { fixtures: { type: "string" }, data: { type: "string" } },
  allowPositionals: true,
});
const data = values.data!;
const audioFolder = join(values.fixtures!, "audio");
const progressFile = join(data, "demo.json");

function readProgress(): Progress | undefined {
  return existsSync(progressFile) ? (JSON.parse(readFileSync(progressFile, "utf8")) as Progress) : undefined;
}

function saveProgress(reached: Progress) {
  mkdirSync(data, { recursive: true });
  writeFileSync(progressFile, `${JSON.stringify(reached)}\n`);
}

function stopWith(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

/** The next line of the server's output that matches. */
async function findLine(lines: AsyncIterator<string>, pattern: RegExp): Promise<string> {
  for (;;) {
    const { value, done } = await lines.next();
    if (done === true) return new Promise(() => undefined); // it has ended, and this process with it
    const found = pattern.exec(value);
    if (found) return found[1]!;
  }
}

async function signIn(api: Api, lines: AsyncIterator<string>) {
  const { name, email, password } = story.administrator;
  const { setup_required } = await api.get<Schemas["Session"]>("/session");
  if (!setup_required) return api.post("/session", { email, password });
  const token = await findLine(lines, /#token=(\S+)$/);
  return api.post("/setup", { token, account_name: story.account, name, email, password });
}

async function fillOnce(api: Api, lines: AsyncIterator<string>, host: AudioHost) {
  const reached = readProgress() ?? { began_at: new Date().toISOString(), filled: false };
  if (reached.filled) {
    platforms.deliverTo(api.address, reached.connections ?? []);
    return platforms.endInterruptedCalls();
  }
  saveProgress(reached);
  const progress = new ProgressLine("Filling the demo");
  await signIn(api, lines);
  const connections = await fill({
    api,
    now: new Date(reached.began_at),
    audioFolder,
    audioUrl: (file) => host.url(file),
    platforms,
    report: (step) => progress.show(step),
  });
  saveProgress({ ...reached, filled: true, connections: [...connections] });
  progress.end("done");
  log.speak();
}

function printHowToSignIn(address: string) {
  const { administrator } = story;
  const rows = [
    [administrator.name, administrator.email, administrator.password, "everything: the first administrator"],
    ...people.map(({ name, email, password, state, shows }) => [
      name,
      email,
      state === "invited" ? "(invited)" : password,
      shows,
    ]),
  ];
  console.log(`\nThe demo is at ${address}. Sign in as one of these, and see:\n`);
  for (const [name, email, password, shows] of rows) {
    console.log(`  ${email!.padEnd(24)}  ${password!.padEnd(24)}  ${name}: ${shows}`);
  }
  console.log("\nCtrl+C ends it; what you change stays for the next time.");
}

if (existsSync(join(data, "rollcall.db")) && readProgress() === undefined) {
  stopWith(`${data} holds an account that is not the demo. Name another folder: ./run --demo --data DIR`);
}
const host = await AudioHost.start(audioFolder);
mkdirSync(data, { recursive: true });
const standIn = await StandIn.start();
const platforms = new DemoPlatforms(standIn, join(data, "demo-calls.json"));
const [program, ...flags] = positionals;
const server = spawn(program!, [...flags, ...standIn.flags, "--data", data, "--recording-hosts", host.host], {
  stdio: ["ignore", "pipe", "pipe"],
});
const log = new ServerLog(server.stderr);
if (readProgress()?.filled !== true) log.quiet();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => server.kill("SIGTERM"));
server.on("error", (error) => stopWith(`${program} cannot be started: ${error.message}`));
server.on("close", (code) => process.exit(code ?? 1));

try {
  const lines = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
  const address = await findLine(lines, /^Rollcall is at (\S+)$/);
  await fillOnce(new Api(address), lines, host);
  printHowToSignIn(address);
} catch (error) {
  log.tell();
  console.error(`The demo could not be filled: ${(error as Error).message}`);
  server.kill("SIGTERM");
}
