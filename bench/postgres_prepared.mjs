// How much of what PostgreSQL itself can do reaches those who ask by HTTP: requests per second against pgbench, which
// runs the same prepared statements on as many connections and does nothing else.
// usage: scripts/with-postgres node bench/postgres_prepared.mjs <build folder> <folder of the built page>
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { newDatabase, postgresFolder, runSql, statementsOf } from "./postgres.mjs";
import { setUp, start, withDataFolder } from "./rollcall.mjs";
import { compare, requestsPerSecond } from "./wrk.mjs";

const run = promisify(execFile);
const [build, page, rounds = "9"] = process.argv.slice(2);
const load = { connections: 16, seconds: 2 };
const database = "bench_prepared";
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

async function transactionsPerSecond({ file, variables }) {
  const flags = ["-n", "-M", "prepared", "-c", String(load.connections), "-j", "2", "-T", String(load.seconds), "-f", file];
  const environment = { ...process.env, PGHOST: postgresFolder(), PGUSER: "rollcall", PGOPTIONS: "-c random_page_cost=1.1" };
  const { stdout } = await run("pgbench", [...flags, ...variables, database], { env: environment });
  return Number(/tps = ([\d.]+) \(without/.exec(stdout)[1]);
}

/** So that a list has a full page. */
function addMembers() {
  const columns = "id, email, email_folded, name, name_folded, role, permissions, password_hash, created_at";
  const values = "'member-' || n, n || '@example.com', n || '@example.com', 'Member ' || n, 'member ' || n, 'member', 0, 'none', 0";
  runSql(`INSERT INTO members (${columns}) SELECT ${values} FROM generate_series(1, ${people}) n`, database);
}

let isMet = true;
await withDataFolder(async (data) => {
  const server = await start(join(build, "rollcall"), { data, page, settings: ["--database", newDatabase(database)] });
  try {
    const cookie = await setUp(server);
    addMembers();
    runSql("ANALYZE", database);
    console.log("| what | measured | reference | ratio | target | |\n| --- | --- | --- | --- | --- | --- |");
    for (const path of ["session", "members", "agents", "calls", "contacts"]) {
      const url = `${server.address}/api/v1/${path}`;
      const headers = { Cookie: cookie };
      const ask = async () => {
        const response = await fetch(url, { headers });
        if (response.status !== 200) throw new Error(`${path} was answered ${response.status}`);
        await response.arrayBuffer();
      };
      await ask();
      const logged = await statementsOf(ask);
      // Workers run statements too: those of the request begin with the look for its session.
      const first = logged.findIndex(({ sql }) => sql.includes("FROM sessions credential"));
      const script = await writeScript(data, path, logged.slice(first).filter(({ sql }) => sql.startsWith("SELECT")));
      const { measured, reference, ratio } = await compare(
        Number(rounds),
        () => requestsPerSecond(url, { ...load, headers }),
        () => transactionsPerSecond(script),
      );
      isMet &&= ratio >= target;
      const figures = [`${Math.round(measured)} requests/s`, `pgbench: ${Math.round(reference)}/s`, ratio.toFixed(2), `at least ${target}`];
      console.log(`| \`GET /api/v1/${path}\` on PostgreSQL, 16 connections | ${figures.join(" | ")} | ${ratio >= target ? "met" : "**missed**"} |`);
    }
  } finally {
    await server.stop();
  }
});
process.exitCode = isMet ? 0 : 1;
