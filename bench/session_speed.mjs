// How much of the speed of a fixed answer the most frequent request keeps.
import { setUp, start, withDataFolder } from "./rollcall.mjs";
import { medians, requestsPerSecond } from "./wrk.mjs";

const rounds = 7;
const load = { connections: 32, seconds: 3 };

export function measureSession({ programWithFixedRoute, page }) {
  return withDataFolder(async (data) => {
    const server = await start(programWithFixedRoute, { data, page });
    try {
      const headers = { Cookie: await setUp(server) };
      const ask = (path) => () => requestsPerSecond(server.address + path, { ...load, headers });
      const result = await medians(rounds, { fixed: ask("/bench/fixed"), session: ask("/api/v1/session") });
      return [
        {
          what: "`GET /api/v1/session`, signed in, 32 connections",
          measured: `${Math.round(result.session)} requests/s`,
          reference: `fixed body on the same pool: ${Math.round(result.fixed)} requests/s`,
          ratio: result.session / result.fixed,
          target: 0.6,
        },
      ];
    } finally {
      await server.stop();
    }
  });
}
