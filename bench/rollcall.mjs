// Starts and stops the program that is measured, and sets up an account in it.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A folder for one run, removed at the end. */
export async function withDataFolder(use, parent = tmpdir()) {
  const folder = await mkdtemp(join(parent, "rollcall-bench-"));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Starts the program on a free port and resolves once it says where it is.
 * `preload` is a library for LD_PRELOAD, `settings` are further flags.
 */
export async function start(program, { data, page, preload, settings = [] }) {
  const flags = ["serve", "--listen", "127.0.0.1:0", "--data", data, "--page", page, ...settings];
  const environment = preload ? { ...process.env, LD_PRELOAD: preload } : process.env;
  const startedAt = performance.now();
  const child = spawn(program, flags, { env: environment, stdio: ["ignore", "pipe", "ignore"] });
  const ended = new Promise((resolve) => child.once("exit", resolve));

  const lines = createInterface({ input: child.stdout });
  const found = (pattern) =>
    new Promise((resolve) => lines.on("line", (line) => pattern.test(line) && resolve(pattern.exec(line)[1])));
  const setUpToken = found(/#token=(\S+)$/);
  const failed = new Promise((_, reject) => {
    child.once("error", reject);
    ended.then((code) => reject(new Error(`It ended with ${code}: ${program} ${flags.join(" ")}`)));
  });
  const address = await Promise.race([found(/^Rollcall is at (\S+)$/), failed]);
  failed.catch(() => {}); // it ends when it is told to
  return {
    address,
    pid: child.pid,
    startedAt,
    setUpToken,
    stop: () => {
      child.kill("SIGTERM");
      return ended;
    },
  };
}

/** Sets up the account; resolves with the administrator's cookie. */
export async function setUp(server) {
  const response = await fetch(`${server.address}/api/v1/setup`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Origin: server.address },
    body: JSON.stringify({
      token: await server.setUpToken,
      account_name: "Acme",
      name: "Ada Lovelace",
      email: "ada@example.com",
      password: "every bench needs an oak",
    }),
  });
  if (response.status !== 201) throw new Error(`Set-up was answered ${response.status}: ${await response.text()}`);
  return response.headers.getSetCookie()[0].split(";")[0];
}
