// Whether writes that wait together share a sync of the disk.
import { fileURLToPath } from "node:url";
import { setUp, start, withDataFolder } from "./rollcall.mjs";
import { compare, requestsPerSecond } from "./wrk.mjs";

const rounds = 9;
const seconds = 2;
// In memory, where a sync takes no time of its own: what the shim adds is all of it.
const memory = "/dev/shm";
const script = fileURLToPath(new URL("create_company.lua", import.meta.url));

export function measureGroupCommit({ program, page, slowSync }) {
  return withDataFolder(async (data) => {
    const server = await start(program, { data, page, preload: slowSync });
    try {
      const headers = { Cookie: await setUp(server), Origin: server.address, "Content-Type": "application/json" };
      const create = (connections) => () =>
        requestsPerSecond(`${server.address}/api/v1/companies`, { connections, seconds, headers, script });
      const result = await compare(rounds, create(64), create(1));
      return [
        {
          what: "`POST /api/v1/companies`, 64 clients, 2 ms per sync",
          measured: `${Math.round(result.measured)} requests/s`,
          reference: `one client: ${Math.round(result.reference)} requests/s`,
          ratio: result.ratio,
          target: 5,
        },
      ];
    } finally {
      await server.stop();
    }
  }, memory);
}
