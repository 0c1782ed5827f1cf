// Runs wrk and reads what it says.
import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

async function load(url, { connections, seconds, timeout = 2, headers = {}, script, environment = {} }) {
  const flags = ["--threads", String(Math.min(connections, 2)), "--connections", String(connections), "--latency"];
  flags.push("--duration", `${seconds}s`, "--timeout", `${timeout}s`);
  for (const [name, value] of Object.entries(headers)) flags.push("--header", `${name}: ${value}`);
  if (script) flags.push("--script", script);
  const { stdout } = await run("wrk", [...flags, url], { env: { ...process.env, ...environment } });

  const trouble = /^.*(Non-2xx|Socket errors).*$/m.exec(stdout);
  if (trouble) throw new Error(`${url}: ${trouble[0].trim()}`);
  return stdout;
}

const perSecondOf = (stdout) => Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)[1]);
const millisecondsIn = { us: 0.001, ms: 1, s: 1000 };

/** Requests per second of `connections` clients that each ask again as soon as they are answered. */
export const requestsPerSecond = async (url, options) => perSecondOf(await load(url, options));

/** The same, and how long 99 of 100 requests took at most, in milliseconds. */
export async function requestsAndLatency(url, options) {
  const stdout = await load(url, options);
  const [, number, unit] = /99%\s+([\d.]+)(us|ms|s)/.exec(stdout);
  return { perSecond: perSecondOf(stdout), p99: Number(number) * millisecondsIn[unit] };
}

export function median(numbers) {
  const sorted = [...numbers].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)];
}

/**
 * Measures two ways in turn, many times and shortly, so that what disturbs one disturbs the other too. The ratio is the
 * median of the ratios of neighbours, as the machine's own speed drifts more within a minute than what is measured.
 */
export async function compare(rounds, measured, reference) {
  const pairs = [];
  for (let round = 0; round < rounds; ++round) pairs.push({ reference: await reference(), measured: await measured() });
  return {
    measured: median(pairs.map((pair) => pair.measured)),
    reference: median(pairs.map((pair) => pair.reference)),
    ratio: median(pairs.map((pair) => pair.measured / pair.reference)),
  };
}
