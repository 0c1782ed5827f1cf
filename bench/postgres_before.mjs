// Two builds of Rollcall on PostgreSQL, such as before a change and after it: requests per second in turn, and the
// processor time of a request, of Rollcall and of PostgreSQL, which depends on other load much less.
// usage: scripts/with-postgres node bench/postgres_before.mjs <program before> <program after> <page> [rounds]
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { newDatabase, postgresFolder } from "./postgres.mjs";
import { setUp, start, withDataFolder } from "./rollcall.mjs";
import { median, requestsPerSecond } from "./wrk.mjs";

const [before, after, page, rounds = "9"] = process.argv.slice(2);
const load = { connections: 16, seconds: 1 };
const ticksPerSecond = Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));

/** Seconds that a process has used, and those of its children that have ended. */
function secondsOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  return [11, 12, 13, 14].reduce((sum, field) => sum + Number(fields[field]), 0) / ticksPerSecond;
}

/** Of the server and all its processes. */
function secondsOfPostgres() {
  const postmaster = Number(readFileSync(`${postgresFolder()}/data/postmaster.pid`, "utf8").split("\n")[0]);
  const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, "utf8").trim().split(" ");
  return [postmaster, ...children].reduce((sum, pid) => sum + secondsOf(pid), 0);
}

async function measure({ server, cookie }, path) {
  const begin = { own: secondsOf(server.pid), postgres: secondsOfPostgres() };
  const perSecond = await requestsPerSecond(`${server.address}/api/v1/${path}`, { ...load, headers: { Cookie: cookie } });
  const requests = perSecond * load.seconds;
  const microseconds = (seconds) => (seconds / requests) * 1e6;
  return {
    perSecond,
    own: microseconds(secondsOf(server.pid) - begin.own),
    postgres: microseconds(secondsOfPostgres() - begin.postgres),
  };
}

await withDataFolder((one) =>
  withDataFolder(async (other) => {
    const builds = [];
    try {
      for (const [name, program, data] of [
        ["before", before, one],
        ["after", after, other],
      ]) {
        for (const kind of ["sqlite", "postgres"]) {
          const folder = `${data}/${kind}`;
          const settings = kind === "postgres" ? ["--database", newDatabase(`bench_${name}`)] : [];
          const server = await start(program, { data: folder, page, settings });
          builds.push({ name, kind, server, cookie: await setUp(server), runs: {} });
        }
      }
      console.log("| | before | after | ratio | processor time of Rollcall | of PostgreSQL |\n| --- | --- | --- | --- | --- | --- |");
      for (const path of ["session", "members", "companies"]) {
        for (const build of builds) build.runs[path] = [];
        for (let round = 0; round < Number(rounds); ++round)
          for (const build of builds) build.runs[path].push(await measure(build, path));
        for (const kind of ["sqlite", "postgres"]) {
          const [first, second] = builds.filter((build) => build.kind === kind).map((build) => build.runs[path]);
          const of = (runs, what) => Math.round(median(runs.map((run) => run[what])));
          const change = (what) => `${of(first, what)} us, now ${of(second, what)} us`;
          const ratio = median(second.map((run, index) => run.perSecond / first[index].perSecond)).toFixed(2);
          const rates = `${of(first, "perSecond")}/s | ${of(second, "perSecond")}/s | ${ratio}`;
          console.log(`| \`GET /${path}\`, ${kind} | ${rates} | ${change("own")} | ${kind === "sqlite" ? "" : change("postgres")} |`);
        }
      }
    } finally {
      for (const { server } of builds) await server.stop();
    }
  }),
);
