// Runs wrk and reads what it says.
import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Requests per second of `connections` clients that each ask again as soon as they are answered. */
export async function requestsPerSecond(url, { connections, seconds, headers = {}, script }) {
  const flags = ["--threads", String(Math.min(connections, 2)), "--connections", String(connections)];
  flags.push("--duration", `${seconds}s`);
  for (const [name, value] of Object.entries(headers)) flags.push("--header", `${name}: ${value}`);
  if (script) flags.push("--script", script);
  const { stdout } = await run("wrk", [...flags, url]);

  const trouble = /^.*(Non-2xx|Socket errors).*$/m.exec(stdout);
  if (trouble) throw new Error(`${url}: ${trouble[0].trim()}`);
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)[1]);
}

export function median(numbers) {
  const sorted = [...numbers].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Measures all of `ways` (name -> function) in turn, several times, so that what disturbs one disturbs all. */
export async function medians(rounds, ways) {
  const results = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
  for (let round = 0; round < rounds; ++round)
    for (const [name, measure] of Object.entries(ways)) results[name].push(await measure());
  return Object.fromEntries(Object.entries(results).map(([name, numbers]) => [name, median(numbers)]));
}
