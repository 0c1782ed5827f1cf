// What the list of calls and a year of usage cost among 5,000,000 calls: in the database layer (call_list.cpp,
// usage.cpp), and the list through HTTP against the same among 50,000.
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { setUp, start, withDataFolder } from "./rollcall.mjs";
import { median } from "./wrk.mjs";

const run = promisify(execFile);
const large = 5_000_000;
const small = 50_000;
const rounds = 60;
const week = "from=2026-05-28T00:00:00Z&to=2026-06-04T00:00:00Z";
const queries = {
  "first page": "",
  "of a week": week,
  "of a company": "company_id=company-07",
  failed: "status=failed",
  "a common word": "search=hello",
  "a rare word": "search=regatta",
};

/** Fills an account with `calls` calls; resolves with the members who see some of them. */
async function fill({ program, seedCalls, page }, data, calls) {
  const server = await start(program, { data, page });
  await setUp(server);
  await server.stop();
  const { stdout } = await run(seedCalls, [data, String(calls)]);
  return stdout
    .trim()
    .split("\n")
    .map((line) => line.split("\t"))
    .map(([agents, which, token]) => ({ name: `${agents} agents ${which}`, token }));
}

async function milliseconds(server, { token }, query) {
  const began = performance.now();
  const response = await fetch(`${server.address}/api/v1/calls?${query}`, { headers: { Cookie: `rollcall_session=${token}` } });
  if (response.status !== 200) throw new Error(`It was answered ${response.status}: ${await response.text()}`);
  await response.arrayBuffer();
  return performance.now() - began;
}

async function anonymousMegabytes(pid) {
  return Number(/RssAnon:\s+(\d+) kB/.exec(await readFile(`/proc/${pid}/status`, "utf8"))[1]) / 1024;
}

/** Both servers in turn, so that whatever else the machine does meets both. The ratio of the slowest member. */
async function compared(many, few, what, query) {
  let worst;
  for (const [index, member] of many.members.entries()) {
    const times = { many: [], few: [] };
    for (let round = 0; round < rounds; ++round) {
      times.few.push(await milliseconds(few.server, few.members[index], query));
      times.many.push(await milliseconds(many.server, member, query));
    }
    const [measured, reference] = [median(times.many), median(times.few)];
    console.error(`${what}, ${member.name}: ${measured.toFixed(2)} ms, among ${small}: ${reference.toFixed(2)} ms`);
    if (!worst || reference / measured < worst.ratio) worst = { measured, reference, ratio: reference / measured };
  }
  return {
    what: `\`GET /calls\` among 5,000,000, ${what}: the slowest member`,
    measured: `${worst.measured.toFixed(2)} ms`,
    reference: `among 50,000: ${worst.reference.toFixed(2)} ms`,
    ratio: worst.ratio,
    target: query === "" ? 0.5 : 1 / 3,
  };
}

export function measureCallList(parts) {
  const { program, callList, usage, page } = parts;
  return withDataFolder((largeData) =>
    withDataFolder(async (smallData) => {
      const members = await fill(parts, largeData, large);
      const results = [];
      for (const inTheLayer of [callList, usage]) results.push(...JSON.parse((await run(inTheLayer, [largeData])).stdout));
      const few = { members: await fill(parts, smallData, small) };
      const many = { members, server: await start(program, { data: largeData, page }) };
      few.server = await start(program, { data: smallData, page });
      try {
        for (const [what, query] of Object.entries(queries)) results.push(await compared(many, few, what, query));
        const measured = await anonymousMegabytes(many.server.pid);
        return [...results, { what: "RssAnon after these", measured, unit: "MB", limit: 60 }];
      } finally {
        await many.server.stop();
        await few.server.stop();
      }
    }),
  );
}
