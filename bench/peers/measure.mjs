// Fills Rollcall and its peers with the same people and calls, measures them in turn, prints a table and exits 1 when a
// goal is missed. peers.mjs runs this with the Node of the peers.
// usage: node measure.mjs <rollcall, the program> <rounds>
import { closeSync, fdatasyncSync, openSync, readFileSync, writeSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { withDataFolder } from "../rollcall.mjs";
import { median, requestsPerSecond } from "../wrk.mjs";
import { startBetterAuth } from "./better_auth.mjs";
import { waitUntilItRests } from "./child.mjs";
import { makeDatabase, postgresFolder } from "./database.mjs";
import { startDirectus } from "./directus.mjs";
import { agentsSeen, countMatches, listCalls, listPeople, searches } from "./people.mjs";
import { startRollcall } from "./rollcall_filled.mjs";

const [program, roundsText] = process.argv.slice(2);
const rounds = Number(roundsText);
const readers = 32;
const writers = 64;
const goals = postgresFolder ? { search: 10, create: 10, calls: 25 } : { search: 20, create: 20, calls: 50 };
const data = { people: listPeople(), calls: listCalls(50_000) };

/** What is asked in turn of a server; undefined where it has no such thing. */
const reads = [
  { what: "who am I", requestsOf: ({ who }) => [who] },
  { what: "50 of 10,000 members", requestsOf: ({ list }) => [list] },
  ...searches.map(({ what, texts }) => ({
    what: `search among 10,000 members, ${what}`,
    requestsOf: ({ search }) => texts.map(search),
    goal: goals.search,
  })),
  ...agentsSeen.map((count, index) => ({
    what: `50 of 50,000 calls, for who sees ${count} of 1,000 agents`,
    requestsOf: ({ calls }) => calls && [calls[index]],
    goal: goals.calls,
  })),
];

const scriptAt = (name) => fileURLToPath(new URL(name, import.meta.url));

async function getJson(subject, { path, cookie }) {
  const response = await fetch(subject.address + path, { headers: { Cookie: cookie } });
  if (!response.ok) throw new Error(`${subject.name}: ${path} was answered ${response.status}.`);
  return response.json();
}

/** Requests per second. Afterwards the server has answered what wrk no longer waited for. */
async function readSpeed(subject, requests, seconds) {
  const speed = await requestsPerSecond(subject.address + requests[0].path, {
    connections: readers,
    seconds,
    timeout: 60,
    headers: { Cookie: requests[0].cookie },
    script: scriptAt("in_turn.lua"),
    environment: { BENCH_PATHS: requests.map(({ path }) => path).join("\n") },
  });
  await getJson(subject, requests[0]);
  return speed;
}

let creations = 0;
async function createSpeed(subject, { path, cookie, body }, seconds) {
  const speed = await requestsPerSecond(subject.address + path, {
    connections: writers,
    seconds,
    timeout: 60,
    headers: { Cookie: cookie, Origin: subject.address, "Content-Type": "application/json" },
    script: scriptAt("create.lua"),
    environment: { BENCH_BODY: JSON.stringify(body), BENCH_ROUND: String(++creations) },
  });
  await waitUntilItRests(subject.pid);
  return speed;
}

/** All in turn, after a second each that does not count. Where there is nothing to measure, nothing is answered. */
async function inTurn(what, measures, seconds) {
  const speeds = measures.map((measure) => measure && []);
  for (const measure of measures) await measure?.(1);
  for (let round = 0; round < rounds; ++round) {
    for (const [index, measure] of measures.entries()) if (measure) speeds[index].push(await measure(seconds));
  }
  console.error(
    `${what}: ${speeds.map((each) => each?.map((speed) => speed.toFixed(0)).join(" ") ?? "-").join(" | ")}`,
  );
  return speeds;
}

/** All found the same members, and list the same calls. */
async function checkThatAllAnswerTheSame(subjects) {
  for (const subject of subjects) {
    for (const { what, texts, from, to } of searches) {
      for (const text of texts) {
        const [found, expected] = [await subject.count(text), countMatches(data.people, text)];
        // Their administrators have names too.
        if (Math.abs(found - expected) > 2)
          throw new Error(`${subject.name} finds ${found} of ${expected} of "${text}".`);
        if (expected < from || expected > to) throw new Error(`"${text}" fits ${expected} members: not ${what}.`);
      }
    }
    const listed = subject.itemsOf(await getJson(subject, subject.list));
    if (listed.length !== 50) throw new Error(`${subject.name} lists ${listed.length} members.`);
  }
  for (const index of agentsSeen.keys()) {
    const [expected, ...others] = await Promise.all(
      subjects
        .filter(({ calls }) => calls)
        .map(async (subject) => {
          const calls = subject.itemsOf(await getJson(subject, subject.calls[index]));
          return calls.map(({ started_at }) => new Date(started_at).getTime()).join();
        }),
    );
    if (others.some((each) => each !== expected)) throw new Error("They list different calls.");
  }
}

const number = (speed) => (speed >= 100 ? speed.toFixed(0) : speed.toFixed(1));

function row(what, [rollcall, ...peers], goal) {
  const measured = peers.filter((speeds) => speeds);
  const ratio = median(rollcall.map((speed, round) => speed / Math.max(...measured.map((speeds) => speeds[round]))));
  const met = goal === undefined || ratio >= goal;
  const cells = [
    what,
    ...[rollcall, ...peers].map((speeds) => (speeds ? number(median(speeds)) : "")),
    ratio.toFixed(1),
  ];
  return {
    met,
    cells: [
      ...cells,
      goal === undefined ? "" : `at least ${goal}`,
      goal === undefined ? "" : met ? "met" : "**missed**",
    ],
  };
}

async function measureReads(subjects, hasGoals) {
  const rows = [];
  for (const { what, requestsOf, goal } of reads) {
    const measures = subjects.map((subject) => {
      const requests = requestsOf(subject);
      return requests && ((seconds) => readSpeed(subject, requests, seconds));
    });
    rows.push(row(what, await inTurn(what, measures, 1), hasGoals ? goal : undefined));
  }
  return rows;
}

/** better-auth has two ways to add a person; the one that takes less time is in the table. */
async function measureCreation(subjects) {
  const [, , betterAuth] = subjects;
  const what = `creation of members, ${writers} clients`;
  const measures = subjects.map((subject) => (seconds) => createSpeed(subject, subject.create, seconds));
  measures.push((seconds) => createSpeed(betterAuth, betterAuth.invite, seconds));
  const [rollcall, directus, created, invited] = await inTurn(what, measures, 2);
  const both = `create-user ${number(median(created))}, invite-member ${number(median(invited))}`;
  console.error(`better-auth: ${both}`);
  return row(what, [rollcall, directus, median(created) > median(invited) ? created : invited], goals.create);
}

function printTable(header, rows) {
  console.log(`\n| ${header.join(" | ")} |`);
  console.log(`|${" --- |".repeat(header.length)}`);
  for (const { cells } of rows) console.log(`| ${cells.join(" | ")} |`);
}

/** The median of 50, in milliseconds. */
function timeOfSync(folder) {
  const file = openSync(join(folder, "sync"), "w");
  const times = Array.from({ length: 50 }, () => {
    writeSync(file, Buffer.alloc(4096));
    const began = performance.now();
    fdatasyncSync(file);
    return performance.now() - began;
  });
  closeSync(file);
  return median(times);
}

const versionOf = (name) =>
  JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url), "utf8")).version;

function conditions(folder) {
  const load = loadavg()
    .slice(0, 2)
    .map((each) => each.toFixed(1));
  const database = postgresFolder
    ? "PostgreSQL, fsync and synchronous_commit on for all"
    : "SQLite, write-ahead log and synchronous = FULL for all";
  return (
    `${database}; a sync takes ${timeOfSync(folder).toFixed(2)} ms; ${availableParallelism()} processors, ` +
    `load ${load.join(", ")}; Directus ${versionOf("directus")}, better-auth ${versionOf("better-auth")}, ` +
    `Node ${process.versions.node}; ${rounds} rounds.`
  );
}

async function fill(folder) {
  const start = async (name, startServer) => {
    const began = performance.now();
    const subject = await startServer(await makeDatabase(folder, name));
    console.error(`${subject.name}: filled in ${((performance.now() - began) / 1000).toFixed(1)} s`);
    return subject;
  };
  return [
    await start("rollcall", (database) => startRollcall(program, folder, database, data)),
    await start("directus", (database) => startDirectus(folder, database, data)),
    await start("better_auth", (database) => startBetterAuth(folder, database, data)),
  ];
}

const allMet = await withDataFolder(async (folder) => {
  const subjects = await fill(folder);
  const [rollcall, ...peers] = subjects;
  try {
    await checkThatAllAnswerTheSame(subjects);
    const before = conditions(folder);
    const rows = await measureReads(subjects, true);
    const cached = [rollcall, ...(await Promise.all(peers.map((peer) => peer.startCached())))];
    const cachedRows = await measureReads(cached, false);
    await Promise.all(cached.slice(1).map((peer) => peer.stop()));
    rows.push(await measureCreation(subjects));

    console.log(`Requests per second, medians. Before: ${before}\nAfter: ${conditions(folder)}`);
    printTable(["what", "Rollcall", "Directus", "better-auth", "Rollcall to the better", "goal", ""], rows);
    const header = ["with the peers' caches", "Rollcall", "Directus", "better-auth", "Rollcall to the better"];
    printTable(
      header,
      cachedRows.map(({ cells }) => ({ cells: cells.slice(0, header.length) })),
    );
    return rows.every(({ met }) => met);
  } finally {
    await Promise.all(subjects.map((subject) => subject.stop()));
  }
});
process.exit(allMet ? 0 : 1);
