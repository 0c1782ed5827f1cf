// What lists, searches and counts of contacts cost on PostgreSQL, in the database layer (contact_list.cpp), among 1,000,000
// contacts, against 10,000. They are made on SQLite, and copied.
// usage: scripts/with-postgres node bench/postgres_contacts.mjs <build folder> [folder of contact_list.cpp from before]
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { newDatabase, runSql } from "./postgres.mjs";
import { withDataFolder } from "./rollcall.mjs";

const run = promisify(execFile);
const [build, before] = process.argv.slice(2);
const bench = join(build, "rollcall_bench_contact_list");

async function measure(folder) {
  if (folder !== before) await run(bench, [folder]);
  const addresses = [];
  for (const name of ["many", "few"]) {
    const address = newDatabase(`bench_${name}_contacts`);
    await run(join(build, "rollcall"), ["copy-database", "--from", join(folder, `${name}.db`), "--to", address]);
    runSql("VACUUM ANALYZE", `bench_${name}_contacts`);
    addresses.push(address);
  }
  const { stderr } = await run(bench, addresses);
  console.log(stderr);
}

await (before ? measure(before) : withDataFolder(measure));
