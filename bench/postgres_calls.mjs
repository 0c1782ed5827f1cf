// What a page of calls costs on PostgreSQL, in the database layer (call_list.cpp), among as many calls as are wanted. They
// are made on SQLite, which takes a third of the time, and copied.
// usage: scripts/with-postgres node bench/postgres_calls.mjs <build folder> <folder of the built page> [calls]
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { newDatabase, runSql } from "./postgres.mjs";
import { setUp, start, withDataFolder } from "./rollcall.mjs";

const run = promisify(execFile);
const [build, page, calls = "5000000"] = process.argv.slice(2);
const program = join(build, "rollcall");

let isMet = true;
await withDataFolder(async (data) => {
  const server = await start(program, { data, page });
  await setUp(server);
  await server.stop();
  await run(join(build, "rollcall_bench_seed_calls"), [data, calls]);
  const address = newDatabase("bench_calls");
  await run(program, ["copy-database", "--from", join(data, "rollcall.db"), "--to", address]);
  runSql("VACUUM ANALYZE", "bench_calls");

  console.log("| what | measured | target | |\n| --- | --- | --- | --- |");
  for (const [database, place] of Object.entries({ SQLite: data, PostgreSQL: address })) {
    const { stdout } = await run(join(build, "rollcall_bench_call_list"), [place]);
    for (const { what, measured, unit, limit } of JSON.parse(stdout)) {
      isMet &&= measured < limit;
      console.log(`| ${database}, ${what} | ${measured.toFixed(1)} ${unit} | under ${limit} ${unit} | ${measured < limit ? "met" : "**missed**"} |`);
    }
  }
});
process.exitCode = isMet ? 0 : 1;
