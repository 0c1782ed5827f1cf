// Uploads to the address of webhooks: 64 that are not signed and slow, while genuine ones arrive; then 16 large signed ones
// at once. Prints how the genuine ones were answered, and what disk and memory the server took. Run by hand:
//
//   node tests/faults/uploads.mjs build/release/rollcall
import { createHmac } from "node:crypto";
import { mkdtempSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { setUp, start } from "../../bench/rollcall.mjs";

const secret = "a secret of sixteen letters";
const megabyte = 1024 * 1024;

function sign(body, key = secret) {
  const time = Math.floor(Date.now() / 1000);
  const digest = createHmac("sha256", key).update(`${time}.`).update(body).digest("hex");
  return `t=${time},v0=${digest}`;
}

/** A value of /proc/<pid>/status in MB. */
function readStatus(pid, name) {
  return Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;
}

/** Bytes of the files without a name that the process has open, in MB. */
function readOpenFiles(pid) {
  let bytes = 0;
  for (const descriptor of readdirSync(`/proc/${pid}/fd`)) {
    try {
      const status = statSync(`/proc/${pid}/fd/${descriptor}`);
      if (status.isFile() && status.nlink === 0) bytes += status.size;
    } catch {
      // It was closed meanwhile.
    }
  }
  return bytes / megabyte;
}

function deliver(url, body, from) {
  const began = performance.now();
  return new Promise((answered) => {
    const headers = { "ElevenLabs-Signature": sign(body), "Content-Length": body.length };
    const message = request(url, { method: "POST", agent: false, headers, localAddress: from }, (response) => {
      response.resume().on("end", () => answered({ status: response.statusCode, took: performance.now() - began }));
    });
    message.on("error", () => answered({ status: 0, took: performance.now() - began }));
    message.end(body);
  });
}

function describe(answers) {
  const statuses = answers.map(({ status }) => status);
  const longest = Math.max(...answers.map(({ took }) => took));
  const counts = [...new Set(statuses)].map((one) => `${statuses.filter((status) => status === one).length} x ${one}`);
  return `${counts.join(", ")}, the longest ${longest.toFixed(0)} ms`;
}

function uploadSlowly(url, number) {
  const { port, pathname } = new URL(url);
  const socket = connect({ host: "127.0.0.1", port: Number(port), localAddress: `127.4.0.${(number % 16) + 1}` });
  socket.on("error", () => {});
  socket.resume();
  const head = ["Host: a.example", `Content-Length: ${100 * megabyte}`, `ElevenLabs-Signature: ${sign("", "no")}`];
  socket.write(`POST ${pathname} HTTP/1.1\r\n${head.join("\r\n")}\r\n\r\n`);
  socket.write(Buffer.alloc(30 * megabyte, "x"));
  const timer = setInterval(() => socket.write(Buffer.alloc(40 * 1024, "x")), 1_000);
  socket.on("close", () => clearInterval(timer));
  return socket;
}

const folder = mkdtempSync(join(tmpdir(), "rollcall-faults-"));
mkdirSync(join(folder, "page"));
writeFileSync(join(folder, "page", "index.html"), "<!doctype html><title>Page</title>");
const server = await start(resolve(process.argv[2]), { data: join(folder, "data"), page: join(folder, "page") });
try {
  const cookie = await setUp(server);
  const response = await fetch(`${server.address}/api/v1/connections`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Origin: server.address, Cookie: cookie },
    body: JSON.stringify({ platform: "elevenlabs", name: "Ours", secret }),
  });
  const url = `${server.address}/api/v1/ingest/${(await response.json()).id}`;

  const sockets = Array.from({ length: 64 }, (_, number) => uploadSlowly(url, number));
  await sleep(8_000);
  const answers = [];
  let disk = 0;
  for (let number = 0; number < 20; number++) {
    const audio = "A".repeat(megabyte);
    const body = { type: "post_call_audio", data: { conversation_id: `call-${number}`, full_audio: audio } };
    answers.push(await deliver(url, Buffer.from(JSON.stringify(body)), "127.5.0.1"));
    disk = Math.max(disk, readOpenFiles(server.pid));
  }
  console.log(`64 slow unsigned uploads: genuine ones ${describe(answers)}; temporary files ${disk.toFixed(0)} MB`);
  for (const socket of sockets) socket.destroy();
  await sleep(1_000);

  const values = 480_000;
  const padding = "x".repeat(7.9 * megabyte - values * 8);
  const large = Buffer.from(`{"type":"a","data":[${'{"b":0},'.repeat(values / 2)}"${padding}"]}`);
  const before = readStatus(server.pid, "VmRSS");
  const signed = await Promise.all(Array.from({ length: 16 }, () => deliver(url, large, "127.5.0.1")));
  const most = readStatus(server.pid, "VmHWM");
  const dense = Buffer.from(`{"type":"a","data":[${"{},".repeat(2_500_000)}{}]}`);
  const manyValues = await Promise.all(Array.from({ length: 16 }, () => deliver(url, dense, "127.5.0.1")));
  const highest = readStatus(server.pid, "VmHWM");
  await sleep(12_000);
  console.log(
    `16 signed at once of ${(large.length / megabyte).toFixed(1)} MB: ${describe(signed)}; memory ` +
      `${before.toFixed(0)} MB before, ${most.toFixed(0)} MB at most\n` +
      `16 of 2,500,000 values: ${describe(manyValues)}; memory ${highest.toFixed(0)} MB at most, ` +
      `${readStatus(server.pid, "VmRSS").toFixed(0)} MB after`,
  );
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
