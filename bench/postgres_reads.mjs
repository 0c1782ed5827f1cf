// How much of the speed on SQLite frequent reads keep on PostgreSQL, which is asked over a socket.
import { newDatabase } from "./postgres.mjs";
import { setUp, start, withDataFolder } from "./rollcall.mjs";
import { compare, requestsPerSecond } from "./wrk.mjs";

const rounds = 9;
const load = { connections: 32, seconds: 1 };

export function measurePostgresReads({ program, page }) {
  return withDataFolder((data) =>
    withDataFolder(async (other) => {
      const servers = [
        await start(program, { data, page, settings: ["--database", newDatabase("bench_reads")] }),
        await start(program, { data: other, page }),
      ];
      try {
        const cookies = [];
        for (const server of servers) cookies.push(await setUp(server));
        const rows = [];
        for (const path of ["session", "members"]) {
          const [onPostgres, onSqlite] = servers.map(
            ({ address }, index) =>
              () =>
                requestsPerSecond(`${address}/api/v1/${path}`, { ...load, headers: { Cookie: cookies[index] } }),
          );
          const result = await compare(rounds, onPostgres, onSqlite);
          rows.push({
            what: `\`GET /api/v1/${path}\` on PostgreSQL, 32 connections`,
            measured: `${Math.round(result.measured)} requests/s`,
            reference: `on SQLite: ${Math.round(result.reference)} requests/s`,
            ratio: result.ratio,
            target: 0.25,
          });
        }
        return rows;
      } finally {
        for (const server of servers) await server.stop();
      }
    }),
  );
}
