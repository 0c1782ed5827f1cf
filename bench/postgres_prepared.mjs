// How much of what PostgreSQL itself can do reaches those who ask by HTTP: requests per second against pgbench, which
// runs the same prepared statements on as many connections and does nothing else.
// usage: scripts/with-postgres node bench/postgres_prepared.mjs <build folder> <folder of the built page> [rounds] [program] [connections]
// With an older program pgbench runs the statements of that one: what has become of a goal that was set for them.
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { newDatabase, postgresFolder, runSql, statementsOf } from "./postgres.mjs";
import { setUp, start, withDataFolder } from "./rollcall.mjs";
import { compare, requestsPerSecond } from "./wrk.mjs";

const run = promisify(execFile);
const [build, page, rounds = "9", older, connections = "16"] = process.argv.slice(2);
const load = { connections: Number(connections), seconds: 2 };
/** Of the connections that Rollcall reads by; what an older program asks was not written for all of them. */
const settings = ["random_page_cost=1.1"];
if (!older) settings.push("enable_hashjoin=off", "enable_mergejoin=off", "plan_cache_mode=force_generic_plan");
const people = 1_000;
const target = 0.8;

/** `$2` becomes `:p3_2`, a variable of pgbench, which `-M prepared` sends as a parameter; it has none that are empty. */
async function writeScript(folder, name, statements) {
  const file = join(folder, `${name}.sql`);
  const variables = [];
  const texts = statements.map(({ sql, values }, number) => {
    const parameter = (index) => {
      const value = values[index - 1];
      if (value === null) return "NULL";
      if (value === "") return "''";
      variables.push("-D", `p${number}_${index}=${value}`);
      return `:p${number}_${index}`;
    };
    return `${sql.replace(/\$(\d+)/g, (_, index) => parameter(index)).replace(/;?$/, ";")}\n`;
  });
  await writeFile(file, texts.join(""));
  return { file, variables };
}

async function transactionsPerSecond(database, { file, variables }) {
  const flags = ["-n", "-M", "prepared", "-c", String(load.connections), "-j", String(Math.min(load.connections, 2)), "-T", String(load.seconds), "-f", file];
  const environment = { ...process.env, PGHOST: postgresFolder(), PGUSER: "rollcall", PGOPTIONS: settings.map((one) => `-c ${one}`).join(" ") };
  const { stdout } = await run("pgbench", [...flags, ...variables, database], { env: environment });
  return Number(/tps = ([\d.]+) \(without/.exec(stdout)[1]);
}

/** So that a list has a full page. */
function addMembers(database) {
  const columns = "id, email, email_folded, name, name_folded, role, permissions, password_hash, created_at";
  const values = "'member-' || n, n || '@example.com', n || '@example.com', 'Member ' || n, 'member ' || n, 'member', 0, 'none', 0";
  runSql(`INSERT INTO members (${columns}) SELECT ${values} FROM generate_series(1, ${people}) n`, database);
}

/** Serves a new database with that many members. */
async function startFilled(program, data, database) {
  const server = await start(program, { data, page, settings: ["--database", newDatabase(database)] });
  const headers = { Cookie: await setUp(server) };
  addMembers(database);
  runSql("ANALYZE", database);
  const urlOf = (path) => `${server.address}/api/v1/${path}`;
  const ask = async (path) => {
    const response = await fetch(urlOf(path), { headers });
    if (response.status !== 200) throw new Error(`${path} was answered ${response.status}`);
    await response.arrayBuffer();
  };
  /** Those that a request reads by, as a script for pgbench. */
  const scriptOf = async (path) => {
    await ask(path);
    const logged = await statementsOf(() => ask(path));
    // Workers run statements too: those of the request begin with the look for its session, or with the BEGIN before it.
    const look = logged.findIndex(({ sql }) => /\bFROM sessions\b/.test(sql));
    const first = logged[look - 1]?.sql.startsWith("BEGIN") ? look - 1 : look;
    return writeScript(data, path, logged.slice(first).filter(({ sql }) => /^(SELECT|BEGIN|COMMIT)\b/.test(sql)));
  };
  return {
    database,
    stop: () => server.stop(),
    /** An older program had no contacts yet. */
    knows: async (path) => (await fetch(urlOf(path), { headers })).status !== 404,
    scriptOf,
    requestsPerSecond: (path) => requestsPerSecond(urlOf(path), { ...load, headers }),
  };
}

let isMet = true;
const measure = async (server, reference) => {
  console.log("| what | measured | reference | ratio | target | |\n| --- | --- | --- | --- | --- | --- |");
  for (const path of ["session", "members", "agents", "calls", "contacts"]) {
    if (!(await reference.knows(path))) continue;
    const script = await reference.scriptOf(path);
    const measured = await compare(
      Number(rounds),
      () => server.requestsPerSecond(path),
      () => transactionsPerSecond(reference.database, script),
    );
    const isEnough = measured.ratio >= target;
    isMet &&= isEnough;
    const figures = [`${Math.round(measured.measured)} requests/s`, `pgbench: ${Math.round(measured.reference)}/s`, measured.ratio.toFixed(2)];
    console.log(`| \`GET /api/v1/${path}\` on PostgreSQL, connections: ${connections} | ${figures.join(" | ")} | at least ${target} | ${isEnough ? "met" : "**missed**"} |`);
  }
};

await withDataFolder(async (data) => {
  const server = await startFilled(join(build, "rollcall"), data, "bench_prepared");
  try {
    if (!older) return await measure(server, server);
    await withDataFolder(async (olderData) => {
      const reference = await startFilled(older, olderData, "bench_prepared_older");
      try {
        await measure(server, reference);
      } finally {
        await reference.stop();
      }
    });
  } finally {
    await server.stop();
  }
});
process.exitCode = isMet ? 0 : 1;
