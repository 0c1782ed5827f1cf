// Stands between a server and PostgreSQL, and counts how often any connection of the server waits for an answer.
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const socketName = ".s.PGSQL.5432";

/** What asks for an answer (PostgreSQL's manual, section 55.7); `startup` is the first message, which has no type. */
const kinds = { Q: "asks", S: "asks", H: "asks", startup: "startup" };

/** Calls `onMessage` with the kind of each message of one client: asks, startup or other. */
function reader(onMessage) {
  let rest = Buffer.alloc(0);
  let hasStarted = false;
  return (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    for (;;) {
      const header = hasStarted ? 1 : 0;
      if (rest.length < header + 4) return;
      const end = header + rest.readInt32BE(header);
      if (rest.length < end) return;
      onMessage(hasStarted ? String.fromCharCode(rest[0]) : "startup");
      hasStarted = true;
      rest = rest.subarray(end);
    }
  };
}

/** In front of the PostgreSQL whose socket is in `target`. A sync without a statement before it ends a read: nobody waits. */
export async function startPostgresProxy(target) {
  const folder = await mkdtemp(join(tmpdir(), "rollcall-proxy-"));
  const sockets = new Set();
  const proxy = { roundTrips: 0 };
  const listener = createServer((client) => {
    const server = connect(join(target, socketName));
    let hasStatement = false;
    const read = reader((type) => {
      if (kinds[type] !== "asks") {
        hasStatement = type !== "startup";
        return;
      }
      if (type === "S" && !hasStatement) return;
      proxy.roundTrips += 1;
      hasStatement = false;
    });
    client.on("data", (bytes) => {
      read(bytes);
      server.write(bytes);
    });
    server.on("data", (bytes) => client.write(bytes));
    for (const [one, other] of [
      [client, server],
      [server, client],
    ]) {
      sockets.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  listener.listen(join(folder, socketName));
  await once(listener, "listening");
  proxy.addressOf = (database) => `postgres://rollcall@/${database}?host=${folder}`;
  proxy.stop = async () => {
    listener.close();
    for (const socket of sockets) socket.destroy();
    await rm(folder, { recursive: true, force: true });
  };
  return proxy;
}
