// What an installation takes of a machine, for docs/running.md: memory, disk and processor time. Prints figures; has no
// targets.
// usage: node bench/sizes.mjs <build folder> <folder of the built page> [calls]
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { setUp, start, withDataFolder } from "./rollcall.mjs";
import { assistant, connect, secret } from "./vapi_connection.mjs";

const [build, page] = process.argv.slice(2, 4).map((folder) => resolve(folder));
const calls = Number(process.argv[4] ?? 10_000);
const senders = 8;

/** In MB, of /proc/PID/status. */
const memory = (pid, name) =>
  Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;

const ticks = Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));

/** Seconds of the processor that a process has used. */
function processorTime(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) / ticks;
}

/** In MB. */
function sizeOf(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0) / 1e6;
}

// A few words are said all the time, most seldom, as people speak.
const turn = (index) => ({
  role: index % 2 === 0 ? "user" : "bot",
  message: Array.from({ length: 10 }, () => `word${Math.floor(2000 * Math.random() ** 4)}`).join(" "),
  time: 0,
  secondsFromStart: index * 3,
});

/** What Vapi sends at the end of a call of a minute, with a transcript of 200 words. */
const endOfCall = (number) => ({
  message: {
    type: "end-of-call-report",
    endedReason: "customer-ended-call",
    cost: 0.12,
    startedAt: new Date(Date.UTC(2026, 0, 1) + number * 60_000).toISOString(),
    endedAt: new Date(Date.UTC(2026, 0, 1) + (number + 1) * 60_000).toISOString(),
    call: {
      id: `call-${number}`,
      orgId: "o",
      createdAt: "2026-01-01T00:00:00.000Z",
      updatedAt: "2026-01-01T00:00:00.000Z",
      type: "inboundPhoneCall",
      assistantId: assistant,
    },
    customer: { number: `+4930${1_000_000 + (number % 5_000)}` },
    artifact: { messages: Array.from({ length: 20 }, (_, index) => turn(index)) },
    analysis: { summary: "A berth in June." },
  },
});

async function deliver(url) {
  let next = 0;
  const headers = { "Content-Type": "application/json", "X-Vapi-Secret": secret };
  const sender = async () => {
    while (next < calls) {
      const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(endOfCall(next++)) });
      if (!response.ok) throw new Error(`A webhook was answered ${response.status}: ${await response.text()}`);
      await response.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: senders }, sender));
}

const say = (what, figure) => console.log(`${what}: ${figure}`);

await withDataFolder(async (data) => {
  const server = await start(`${build}/rollcall`, { data, page });
  const url = await connect(server, await setUp(server));
  await sleep(3_000);
  say("idle, memory of its own (RssAnon)", `${memory(server.pid, "RssAnon").toFixed(1)} MB`);
  say("idle, with the program's files (VmRSS)", `${memory(server.pid, "VmRSS").toFixed(1)} MB`);
  const idleFrom = processorTime(server.pid);
  await sleep(20_000);
  say("idle, processor time", `${((processorTime(server.pid) - idleFrom) * 50).toFixed(1)} ms per second`);

  const before = processorTime(server.pid);
  const began = performance.now();
  await deliver(url);
  const seconds = (performance.now() - began) / 1000;
  say("webhooks per second, of 8 senders that share the processors", (calls / seconds).toFixed(0));
  await sleep(5_000); // the index of words is written a little later
  say("processor time per webhook", `${(((processorTime(server.pid) - before) / calls) * 1000).toFixed(2)} ms`);
  say("memory of its own at most (VmHWM, with the program's files)", `${memory(server.pid, "VmHWM").toFixed(1)} MB`);
  await server.stop();
  say("data folder per 1,000 calls", `${((sizeOf(data) / calls) * 1000).toFixed(2)} MB`);
  const backup = join(data, "backup.tar.zst");
  const backupFrom = performance.now();
  execFileSync(`${build}/rollcall`, ["backup", backup, "--data", data], { stdio: "ignore" });
  say("a backup of these", `${((performance.now() - backupFrom) / 1000).toFixed(1)} s`);
  say("a backup per 1,000 calls", `${((statSync(backup).size / 1e6 / calls) * 1000).toFixed(2)} MB`);
  say("machine", `${availableParallelism()} processors, load ${loadavg()[0].toFixed(1)}`);
});
