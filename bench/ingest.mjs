// How many delivered calls are kept per second, against a program that only writes the same rows.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { setUp, start, withDataFolder } from "./rollcall.mjs";
import { assistant, connect, secret } from "./vapi_connection.mjs";
import { compare, requestsAndLatency, median } from "./wrk.mjs";

const run = promisify(execFile);
const rounds = 5;
const seconds = 5;
const connections = 64;
const script = fileURLToPath(new URL("ingest_call.lua", import.meta.url));

const floor = ({ ingestFloor }) =>
  withDataFolder(async (folder) => Number((await run(ingestFloor, [folder, String(seconds)])).stdout));

/** Each time on an empty database, as the floor has it. */
const ingest = ({ program, page }, latencies) =>
  withDataFolder(async (data) => {
    const server = await start(program, { data, page });
    try {
      const url = await connect(server, await setUp(server));
      const environment = { BENCH_SECRET: secret, BENCH_ASSISTANT: assistant };
      const result = await requestsAndLatency(url, { connections, seconds, script, environment });
      latencies.push(result.p99);
      return result.perSecond;
    } finally {
      await server.stop();
    }
  });

export async function measureIngest(parts) {
  const latencies = [];
  const result = await compare(rounds, () => ingest(parts, latencies), () => floor(parts));
  return [
    {
      what: `\`POST /api/v1/ingest\`, ${connections} connections, a transcript of 200 words`,
      measured: `${Math.round(result.measured)} calls/s`,
      reference: `the same rows alone: ${Math.round(result.reference)} calls/s`,
      ratio: result.ratio,
      target: 0.5,
    },
    { what: "one delivery of these, 99 of 100", measured: median(latencies), unit: "ms", limit: 250 },
  ];
}
