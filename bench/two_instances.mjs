// What a second instance brings: two instances that have half a processor each against one of them alone, for reads and
// for writes. Needs root, for the control groups that limit them.
// usage: scripts/with-postgres --durable node bench/two_instances.mjs <build folder> <folder of the built page> [rounds]
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { limit, withInstances } from "./instances.mjs";
import { setUp } from "./rollcall.mjs";
import { compare, requestsPerSecond } from "./wrk.mjs";

const [build, page, rounds = "9"] = process.argv.slice(2);
const share = 0.5;
const clients = 16;
const script = fileURLToPath(new URL("create_company.lua", import.meta.url));

const measures = [
  { what: "`GET /session`", path: "session", target: 1.6 },
  { what: "`GET /companies`", path: "companies", target: 1.6 },
  { what: "`POST /companies`", path: "companies", target: 1, script },
];

let isMet = true;
await withInstances({ program: join(build, "rollcall"), page, name: "bench_instances", count: 2 }, async (servers) => {
  const cookie = await setUp(servers[0]);
  const ends = [];
  for (const [number, { pid }] of servers.entries()) ends.push(await limit(pid, share, `rollcall-bench-${number}`));
  console.log("| what | two | one | ratio | target | |\n| --- | --- | --- | --- | --- | --- |");
  for (const { what, path, target, script } of measures) {
    const ask = async (asked) => {
      const rates = asked.map(({ address }, number) => {
        const headers = { Cookie: cookie, Origin: address, "Content-Type": "application/json" };
        const environment = { NAMES: `${number} ` };
        const load = { connections: clients / asked.length, seconds: 1, headers, script, environment };
        return requestsPerSecond(`${address}/api/v1/${path}`, load);
      });
      return (await Promise.all(rates)).reduce((sum, rate) => sum + rate, 0);
    };
    const { measured, reference, ratio } = await compare(Number(rounds), () => ask(servers), () => ask(servers.slice(0, 1)));
    isMet &&= ratio >= target;
    const figures = [`${Math.round(measured)}/s`, `${Math.round(reference)}/s`, ratio.toFixed(2), `at least ${target}`];
    console.log(`| ${what} | ${figures.join(" | ")} | ${ratio >= target ? "met" : "**missed**"} |`);
  }
  for (const server of servers) await server.stop();
  for (const end of ends) await end();
});
process.exitCode = isMet ? 0 : 1;
