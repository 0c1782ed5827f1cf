// Starts and stops the servers that are measured, and waits until they rest.
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

export async function findFreePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Runs this Node with the arguments; it ends with this process. */
function run(flags, environment, cwd) {
  const child = spawn(process.execPath, flags, { cwd, env: environment, stdio: ["ignore", "pipe", "pipe"] });
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => output.push(text));
  const ended = new Promise((resolve) => child.once("exit", resolve));
  endWithThisProcess(child.pid);
  return { child, ended, said: () => Buffer.concat(output).toString() };
}

export function endWithThisProcess(pid) {
  process.once("exit", () => {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has ended already.
    }
  });
}

export async function runToEnd(flags, environment, cwd) {
  const { ended, said } = run(flags, environment, cwd);
  if ((await ended) !== 0) throw new Error(`node ${flags.join(" ")} failed:\n${said()}`);
}

/** Resolves once `url` is answered. */
export async function serve(flags, environment, cwd, url) {
  const { child, ended, said } = run(flags, environment, cwd);
  let gone = false;
  ended.then(() => (gone = true));
  for (let tries = 0; !(await isAnswered(url)); ++tries) {
    if (gone || tries > 600) throw new Error(`node ${flags.join(" ")} does not answer at ${url}:\n${said()}`);
    await sleep(100);
  }
  const stop = () => {
    child.kill("SIGKILL");
    return ended;
  };
  return { pid: child.pid, stop };
}

async function isAnswered(url) {
  try {
    const response = await fetch(url);
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

/** What a process has used of the processors, in milliseconds. Linux counts it in hundredths of a second. */
export async function processorTime(pid) {
  const fields = (await readFile(`/proc/${pid}/stat`, "utf8")).split(") ")[1].split(" ");
  return 10 * (Number(fields[11]) + Number(fields[12]));
}

/** Waits until a process has used next to no processor time for half a second. */
export async function waitUntilItRests(pid) {
  for (let tries = 0; tries < 120; ++tries) {
    const before = await processorTime(pid);
    await sleep(500);
    if ((await processorTime(pid)) - before <= 20) return;
  }
  throw new Error(`Process ${pid} does not come to rest.`);
}

/** Calls `use` with each item, 128 at a time. */
export async function forEachAtOnce(items, use, atOnce = 128) {
  const waiting = items.entries();
  const results = [];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const [index, item] of waiting) results[index] = await use(item, index);
    }),
  );
  return results;
}

/** Sends JSON and answers JSON; anything but a success is an error. */
export async function ask(address, method, path, { headers, body } = {}) {
  const response = await fetch(address + path, {
    method,
    headers: { Origin: address, ...(body && { "Content-Type": "application/json" }), ...headers },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${address}${path} was answered ${response.status}: ${text}`);
  return { body: text && JSON.parse(text), cookie: cookieOf(response) };
}

const cookieOf = (response) =>
  response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
