// What Rollcall takes when nobody asks, and how soon it answers after its start.
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { get } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { setUp, start, withDataFolder } from "./rollcall.mjs";
import { median } from "./wrk.mjs";

const starts = 5;

/** Private memory in MB. */
export async function rssAnon(pid) {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/RssAnon:\s+(\d+) kB/.exec(status)[1]) / 1024;
}

/** The body of an answer. (fetch takes 50 ms of its own when it is first used.) */
async function read(url) {
  const [response] = await once(get(url, { agent: false }), "response");
  if (response.statusCode !== 200) throw new Error(`${url} was answered ${response.statusCode}.`);
  return (await response.setEncoding("utf8").toArray()).join("");
}

/** Milliseconds from the start of the process to the first answer, and its memory a second later. */
async function startOnce(program, { data, page }) {
  const server = await start(program, { data, page });
  try {
    const session = await read(`${server.address}/api/v1/session`);
    const untilAnswer = performance.now() - server.startedAt;
    if (JSON.parse(session).setup_required) await setUp(server);
    await read(`${server.address}/`);
    await sleep(1000);
    return { untilAnswer, memory: await rssAnon(server.pid) };
  } finally {
    await server.stop();
  }
}

export async function measureIdle({ program, page }) {
  const first = [];
  const again = [];
  for (let count = 0; count < starts; ++count)
    await withDataFolder(async (data) => {
      first.push(await startOnce(program, { data, page }));
      again.push(await startOnce(program, { data, page }));
    });
  const untilAnswer = (all) => median(all.map((one) => one.untilAnswer));
  const memory = Math.max(...[...first, ...again].map((one) => one.memory));
  return [
    { what: "idle: RssAnon, the most of all starts", measured: memory, unit: "MB", limit: 30 },
    { what: "from start to first answer, new data folder", measured: untilAnswer(first), unit: "ms", limit: 200 },
    { what: "from start to first answer", measured: untilAnswer(again), unit: "ms", limit: 200 },
  ];
}
