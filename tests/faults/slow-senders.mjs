// Ten thousand slow senders, or clients who do not read, against one server, while somebody else uses it. Prints what the
// others waited and what memory the server took; exits 1 when that is more than is promised. Run by hand:
//
//   node tests/faults/slow-senders.mjs build/release/rollcall [--proxy] [--header] [--read] [--length 16384] [--senders 10000]
//
// The senders have 200 addresses of 127.0.0.0/8, or, with --proxy, one connection each from one trusted proxy, which
// names 200 clients. Each sends a request to `POST /api/v1/session` but for its last bytes (with --header: no end of the
// header), then a byte each second, and begins again once it is cut off. With --read each asks for a file of the page of
// 8 MB instead (the system itself takes up to 4 MB), and does not read it. Needs `ulimit -n` of more than the senders.
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { Worker, isMainThread, workerData } from "node:worker_threads";
import { setUp, start } from "../../bench/rollcall.mjs";

const clients = 200;
const mostMilliseconds = 250;
const mostMegabytes = 200;
const measuredSeconds = 20;

const options = parseArgs({
  allowPositionals: true,
  options: {
    proxy: { type: "boolean", default: false },
    header: { type: "boolean", default: false },
    read: { type: "boolean", default: false },
    length: { type: "string", default: "16384" },
    senders: { type: "string", default: "10000" },
  },
});

function makeStart({ length, proxy, header, read }, number) {
  const client = `203.0.113.${(number % clients) + 1}`;
  if (read) {
    const forwarded = proxy ? `X-Forwarded-For: ${client}\r\n` : "";
    return `GET /assets/large.js HTTP/1.1\r\nHost: rollcall.example\r\n${forwarded}\r\n`;
  }
  const lines = ["POST /api/v1/session HTTP/1.1", "Host: rollcall.example", "Content-Type: application/json"];
  if (proxy) lines.push(`X-Forwarded-For: ${client}`);
  if (header) return `${lines.join("\r\n")}\r\nX-Slow: ${"x".repeat(Math.min(length, 16_384) - 300)}`;
  return `${lines.join("\r\n")}\r\nContent-Length: ${length}\r\n\r\n${"x".repeat(length - 134)}`;
}

/** One sender, or one who does not read, again and again. */
function hold(settings, number) {
  const localAddress = settings.proxy ? undefined : `127.1.0.${(number % clients) + 1}`;
  const socket = connect({ host: "127.0.0.1", port: settings.port, localAddress });
  let timer;
  socket.on("connect", () => {
    socket.write(makeStart(settings, number));
    // What is written to a connection that was closed tells that it was, also a client who does not read.
    timer = setInterval(() => socket.write("x"), 1_000);
    if (settings.read) socket.pause();
    else socket.resume();
  });
  socket.on("error", () => {});
  socket.on("close", () => {
    clearInterval(timer);
    setTimeout(() => hold(settings, number), 500);
  });
}

async function flood() {
  for (let number = 0; number < workerData.senders; number++) {
    hold(workerData, number);
    if (number % 100 === 99) await sleep(10);
  }
}

/** Of the process, in MB. */
function readMemory(pid) {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;
}

/** Milliseconds until the answer to a request on a connection of its own. */
function ask(address, method, path, headers, body) {
  const began = performance.now();
  return new Promise((answered, failed) => {
    const message = request(`${address}/api/v1${path}`, { agent: new Agent(), method, headers }, (response) => {
      response.resume().on("end", () => answered({ took: performance.now() - began, status: response.statusCode }));
    });
    message.on("error", failed);
    message.setTimeout(60_000, () => message.destroy(new Error(`No answer to ${method} ${path} within a minute.`)));
    message.end(body);
  });
}

async function measure(server, cookie, proxy) {
  const forwarded = proxy ? { "X-Forwarded-For": "198.51.100.7" } : {};
  const json = { "Content-Type": "application/json", Origin: server.address };
  const took = [];
  let memory = 0;
  for (const end = Date.now() + measuredSeconds * 1_000; Date.now() < end;) {
    const name = `Company ${took.length}`;
    for (const [expected, ...what] of [
      [200, "GET", "/session", forwarded],
      [200, "GET", "/companies", { ...forwarded, Cookie: cookie }],
      [201, "POST", "/companies", { ...forwarded, ...json, Cookie: cookie }, JSON.stringify({ name })],
    ]) {
      const answer = await ask(server.address, ...what);
      if (answer.status !== expected) throw new Error(`${what[0]} ${what[1]} was answered ${answer.status}.`);
      took.push(answer.took);
    }
    memory = Math.max(memory, readMemory(server.pid));
    await sleep(20);
  }
  took.sort((one, other) => one - other);
  const at = (part) => took[Math.min(Math.floor(took.length * part), took.length - 1)];
  return { requests: took.length, median: at(0.5), p99: at(0.99), longest: at(1), memory };
}

async function run() {
  const { values, positionals } = options;
  const { proxy, header, read } = values;
  const [length, senders] = [Number(values.length), Number(values.senders)];
  const folder = mkdtempSync(join(tmpdir(), "rollcall-faults-"));
  const page = join(folder, "page");
  mkdirSync(join(page, "assets"), { recursive: true });
  writeFileSync(join(page, "index.html"), "<!doctype html><title>Page</title>");
  writeFileSync(join(page, "assets", "large.js"), "x".repeat(8_000_000));
  if (proxy) process.env["ROLLCALL_TRUSTED_PROXIES"] = "127.0.0.1";
  const server = await start(resolve(positionals[0]), { data: join(folder, "data"), page });
  try {
    const cookie = await setUp(server);
    await sleep(1_000);
    const idle = readMemory(server.pid);
    const port = Number(new URL(server.address).port);
    const worker = new Worker(import.meta.filename, { workerData: { port, senders, length, proxy, header, read } });
    await sleep(8_000);
    const { requests, median, p99, longest, memory } = await measure(server, cookie, proxy);
    const counters = await (await fetch(`${server.address}/metrics`, { headers: { Cookie: cookie } })).text();
    await worker.terminate();
    await sleep(15_000);
    const after = readMemory(server.pid);
    console.log(counters.replaceAll(/^#.*\n/gm, ""));
    const what = read
      ? "clients who do not read"
      : `slow senders of ${length} bytes ${header ? "of header" : "of body"}`;
    console.log(
      `${senders} ${what}${proxy ? " through a proxy" : ""}: ` +
        `${requests} requests of others took ${median.toFixed(1)} ms (median), ${p99.toFixed(1)} ms (p99), ` +
        `${longest.toFixed(1)} ms (longest); memory ${idle.toFixed(0)} MB before, ${memory.toFixed(0)} MB at most, ` +
        `${after.toFixed(0)} MB after`,
    );
    if (p99 > mostMilliseconds || memory > mostMegabytes) process.exitCode = 1;
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

if (isMainThread) await run();
else await flood();
