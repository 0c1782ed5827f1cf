import { spawn } from "node:child_process";
import {
  chmodSync,
  chownSync,
  copyFileSync,
  openSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { temporaryFolder } from "../support/folder.ts";
import { eventually } from "../support/outbox.ts";
import { smallPage } from "../support/page.ts";
import { binary, run } from "../support/server.ts";
import { wav } from "../support/wav.ts";

/** What the lines of `/proc/<pid>/<file>` say, by their names. */
function factsOf(pid: number, file: string, line: RegExp): Map<string, string> {
  const text = readFileSync(`/proc/${pid}/${file}`, "utf8");
  return new Map([...text.matchAll(line)].map((match) => [match[1]!, match[2]!] as const));
}
const statusOf = (pid: number) => factsOf(pid, "status", /^(\w+):\s+(.*)$/gm);
const limitsOf = (pid: number) => factsOf(pid, "limits", /^(Max [a-z ]+?)\s{2,}(\S+)/gm);
const nicenessOf = (pid: number) => Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ")[16]);

let ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends) end();
  ends = [];
});

/** Starts a program that decodes; it is busy, or waits for bytes, until the test is over. */
function start(name: string, stdin: "pipe" | number): number {
  const program = spawn(join(dirname(binary), name), { stdio: [stdin, "ignore", "ignore"] });
  ends.push(() => program.kill("SIGKILL"));
  return program.pid!;
}

/** A file of audio that takes a while to read, and no room on the disk. */
function longAudio(): number {
  const size = 900_000_000;
  const header = wav({ seconds: 1 }).subarray(0, 44);
  header.writeUInt32LE(size - 8, 4);
  header.writeUInt32LE(size - 44, 40);
  const path = join(temporaryFolder(), "long.wav");
  writeFileSync(path, header);
  truncateSync(path, size);
  return openSync(path, "r");
}

// What the confinement refuses is shown by server/core/confinement_test.cpp; here, that both programs have it.
describe("a program that decodes foreign bytes", () => {
  test.each([
    ["rollcall-picture", () => "pipe" as const],
    ["rollcall-audio", longAudio],
  ])("%s is confined before it decodes", async (name, input) => {
    const pid = start(name, input());
    await eventually("a filter", async () => (statusOf(pid).get("Seccomp") === "2" ? true : undefined));
    expect(statusOf(pid).get("NoNewPrivs")).toBe("1");
    const limits = limitsOf(pid);
    expect(limits.get("Max open files")).toBe("3");
    expect(limits.get("Max file size")).toBe("0");
    expect(limits.get("Max core file size")).toBe("0");
    expect(nicenessOf(pid)).toBe(15);
  });
});

test("the memory of the server is closed to other processes of its user", async () => {
  const folder = temporaryFolder();
  const program = join(folder, "rollcall");
  copyFileSync(binary, program);
  // As nobody where the tests run as root, to whom all processes are open. The files of a closed process belong to root.
  const isRoot = process.getuid!() === 0;
  const wrapper = isRoot ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];
  chmodSync(folder, 0o755);
  const data = temporaryFolder();
  if (isRoot) chownSync(data, 65534, 65534);
  const [command, ...rest] = [...wrapper, program];
  const page = smallPage();
  for (const path of [page, dirname(page)]) if (isRoot && path.includes("rollcall-")) chmodSync(path, 0o755);
  const server = spawn(command!, [...rest, "serve", "--listen", "127.0.0.1:0", "--data", data, "--page", page], {
    stdio: ["ignore", "pipe", "ignore"],
    env: { PATH: process.env["PATH"] },
  });
  ends.push(() => server.kill("SIGKILL"));
  await new Promise((started) => server.stdout!.once("data", started));
  expect(statSync(`/proc/${server.pid!}/mem`).uid).toBe(0);
});

test("the key file is refused where others can read it, with the command that closes it", async () => {
  for (const mode of [0o644, 0o640, 0o604, 0o660]) {
    const data = temporaryFolder();
    const key = join(data, "secret.key");
    writeFileSync(key, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n");
    chmodSync(key, mode);
    const refused = run(["serve", "--listen", "127.0.0.1:0", "--data", data, "--page", smallPage()]);
    expect(await refused.ended).toBe(1);
    const lines = refused.log.filter((line) => line.startsWith("rollcall:"));
    expect(lines).toEqual([`rollcall: The key file ${key} can be read by others. Close it: chmod 600 ${key}`]);
  }
});
