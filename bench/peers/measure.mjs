// Fills Rollcall and its peers with the same people and calls, measures them in turn, prints a table and exits 1 when a
// goal is missed. peers.mjs runs this with the Node of the peers.
// usage: node measure.mjs <rollcall, the program> <rounds> <calls>
import { closeSync, fdatasyncSync, openSync, readFileSync, writeSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { withDataFolder } from "../rollcall.mjs";
import { median, requestsPerSecond } from "../wrk.mjs";
import { startBetterAuth } from "./better_auth.mjs";
import { processorTime, waitUntilItRests } from "./child.mjs";
import { makeDatabase, postgresFolder } from "./database.mjs";
import { startDirectus } from "./directus.mjs";
import { agentsSeen, countMatches, listCalls, listPeople, searches } from "./people.mjs";
import { startRollcall } from "./rollcall_filled.mjs";

const program = process.argv[2];
const [rounds, callCount] = process.argv.slice(3).map(Number);
const readers = 32;
const writers = 64;
const goals = postgresFolder ? { search: 10, create: 10, calls: 25 } : { search: 20, create: 20, calls: 50 };
const data = { people: listPeople(), calls: listCalls(callCount) };

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
    what: `50 of ${callCount.toLocaleString("en")} calls, for members who see ${count} of 1,000 agents`,
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

/**
 * Requests per second, and what each took of the server's processor time in milliseconds. Where some connections were not
 * answered within the time, as slow servers are on a busy machine, it is measured again for longer. Afterwards the server
 * has answered what wrk no longer waited for.
 */
async function speedOf(subject, url, seconds, makeLoad, settle) {
  const load = makeLoad();
  const before = await processorTime(subject.pid);
  const perSecond = await requestsPerSecond(url, { ...load, seconds, timeout: 60 });
  await settle();
  if (perSecond * seconds < load.connections && seconds < 16)
    return speedOf(subject, url, 4 * seconds, makeLoad, settle);
  const answered = perSecond * seconds + load.connections;
  return { perSecond, milliseconds: ((await processorTime(subject.pid)) - before) / answered };
}

function readSpeed(subject, requests, seconds) {
  const makeLoad = () => ({
    connections: readers,
    headers: { Cookie: requests[0].cookie },
    script: scriptAt("in_turn.lua"),
    environment: { BENCH_PATHS: requests.map(({ path }) => path).join("\n") },
  });
  return speedOf(subject, subject.address + requests[0].path, seconds, makeLoad, () => getJson(subject, requests[0]));
}

let creations = 0;
function createSpeed(subject, { path, cookie, body }, seconds) {
  const makeLoad = () => ({
    connections: writers,
    headers: { Cookie: cookie, Origin: subject.address, "Content-Type": "application/json" },
    script: scriptAt("create.lua"),
    environment: { BENCH_BODY: JSON.stringify(body), BENCH_ROUND: String(++creations) },
  });
  return speedOf(subject, subject.address + path, seconds, makeLoad, () => waitUntilItRests(subject.pid));
}

/** All in turn, after a second each that does not count. Where there is nothing to measure, nothing is answered. */
async function inTurn(what, measures, seconds) {
  const speeds = measures.map((measure) => measure && []);
  for (const measure of measures) await measure?.(1);
  for (let round = 0; round < rounds; ++round) {
    for (const [index, measure] of measures.entries()) if (measure) speeds[index].push(await measure(seconds));
  }
  console.error(
    `${what}: ${speeds.map((each) => each?.map(({ perSecond }) => number(perSecond)).join(" ")).join(" | ")}`,
  );
  return speeds;
}

/** It has all members, and finds those that a text fits. */
async function checkMembers(subject) {
  for (const { what, texts, from, to } of searches) {
    for (const text of texts) {
      const [found, expected] = [await subject.count(text), countMatches(data.people, text)];
      // Administrators have names too.
      if (Math.abs(found - expected) > 2)
        throw new Error(`${subject.name} finds ${found} of ${expected} of "${text}".`);
      if (expected < from || expected > to) throw new Error(`"${text}" fits ${expected} members: not ${what}.`);
    }
  }
  const listed = subject.itemsOf(await getJson(subject, subject.list));
  if (listed.length !== 50) throw new Error(`${subject.name} lists ${listed.length} members.`);
}

async function checkThatTheyListTheSameCalls(subjects) {
  for (const index of agentsSeen.keys()) {
    const [expected, ...others] = await Promise.all(
      subjects.map(async (subject) => {
        const calls = subject.itemsOf(await getJson(subject, subject.calls[index]));
        return calls.map(({ started_at }) => new Date(started_at).getTime()).join();
      }),
    );
    if (others.some((each) => each !== expected)) throw new Error("They list different calls.");
  }
}

function number(value) {
  if (value >= 100) return value.toFixed(0);
  return value.toFixed(value >= 1 ? 1 : 3);
}
const medianOf = (speeds, field) => median(speeds.map((speed) => speed[field]));

/** What was measured of Rollcall and its peers; the ratio is that to the better peer of each round. */
function row(what, [rollcall, ...peers], goal) {
  const all = [rollcall, ...peers];
  const measured = peers.filter((speeds) => speeds);
  const best = rollcall.map((_, round) => Math.max(...measured.map((speeds) => speeds[round].perSecond)));
  const ratio = median(rollcall.map(({ perSecond }, round) => perSecond / best[round]));
  const processor = all.map((speeds) => speeds && medianOf(speeds, "milliseconds"));
  const least = Math.min(...processor.slice(1).filter((time) => time !== undefined));
  const met = goal === undefined || ratio >= goal;
  return {
    met,
    speeds: [what, ...all.map((speeds) => (speeds ? number(medianOf(speeds, "perSecond")) : "")), number(ratio)],
    goal: goal === undefined ? ["", ""] : [`at least ${goal}`, met ? "met" : "**missed**"],
    processor: [
      what,
      ...processor.map((time) => (time === undefined ? "" : number(time))),
      number(least / processor[0]),
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

/**
 * better-auth has two ways to add a person; the one that takes less time is in the row with the goal. Its invitations, which
 * are what Rollcall makes, have a row of their own.
 */
async function measureCreation(subjects) {
  const [, , betterAuth] = subjects;
  const what = `creation of members, ${writers} clients`;
  const measures = subjects.map((subject) => (seconds) => createSpeed(subject, subject.create, seconds));
  measures.push((seconds) => createSpeed(betterAuth, betterAuth.invite, seconds));
  const [rollcall, directus, created, invited] = await inTurn(what, measures, 2);
  const [users, invitations] = [created, invited].map((speeds) => medianOf(speeds, "perSecond"));
  return [
    row(what, [rollcall, directus, users > invitations ? created : invited], goals.create),
    row(`invitations, ${writers} clients`, [rollcall, undefined, invited]),
  ];
}

function printTable(header, rows) {
  console.log(`\n| ${header.join(" | ")} |`);
  console.log(`|${" --- |".repeat(header.length)}`);
  for (const cells of rows) console.log(`| ${cells.join(" | ")} |`);
}

function print(rows, cachedRows) {
  const servers = ["Rollcall", "Directus", "better-auth", "Rollcall to the better"];
  const table = rows.map(({ speeds, goal }) => [...speeds, ...goal]);
  printTable(["requests per second", ...servers, "goal", ""], table);
  const cached = cachedRows.map(({ speeds }) => speeds);
  printTable(["requests per second, with the peers' caches", ...servers], cached);
  // The processes of PostgreSQL do most of the work there.
  if (postgresFolder) return;
  const times = rows.map(({ processor }) => processor);
  printTable(["processor time of a request, ms", ...servers], times);
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
    await checkMembers(subject);
    return subject;
  };
  const betterAuth = await start("better_auth", (database) => startBetterAuth(folder, database, data));
  const directus = await start("directus", (database) => startDirectus(folder, database, data));
  const rollcall = await start("rollcall", (database) => startRollcall(program, folder, database, data));
  await checkThatTheyListTheSameCalls([rollcall, directus]);
  return [rollcall, directus, betterAuth];
}

for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));

const allMet = await withDataFolder(async (folder) => {
  const subjects = await fill(folder);
  const [rollcall, ...peers] = subjects;
  try {
    const before = conditions(folder);
    const rows = await measureReads(subjects, true);
    const cached = [rollcall, ...(await Promise.all(peers.map((peer) => peer.startCached())))];
    const cachedRows = await measureReads(cached, false);
    await Promise.all(cached.slice(1).map((peer) => peer.stop()));
    rows.push(...(await measureCreation(subjects)));

    console.log(`Medians. Before: ${before}\nAfter: ${conditions(folder)}`);
    print(rows, cachedRows);
    return rows.every(({ met }) => met);
  } finally {
    await Promise.all(subjects.map((subject) => subject.stop()));
  }
});
process.exit(allMet ? 0 : 1);
