// How much of the speed of a fixed answer the most frequent request keeps.
import { setUp, start, withDataFolder } from "./rollcall.mjs";
import { compare, requestsPerSecond } from "./wrk.mjs";

const rounds = 21;
const load = { connections: 32, seconds: 1 };

export function measureSession({ programWithFixedRoute, page }) {
  return withDataFolder(async (data) => {
    const server = await start(programWithFixedRoute, { data, page });
    try {
      const headers = { Cookie: await setUp(server) };
      const ask = (path) => () => requestsPerSecond(server.address + path, { ...load, headers });
      const result = await compare(rounds, ask("/api/v1/session"), ask("/bench/fixed"));
      return [
        {
          what: "`GET /api/v1/session`, signed in, 32 connections",
          measured: `${Math.round(result.measured)} requests/s`,
          reference: `fixed body on the same pool: ${Math.round(result.reference)} requests/s`,
          ratio: result.ratio,
          target: 0.6,
        },
      ];
    } finally {
      await server.stop();
    }
  });
}
