import { createServer, connect, type Server as Listener, type Socket } from "node:net";
import { once } from "node:events";
import { join } from "node:path";
import { temporaryFolder } from "./folder.ts";

/** Types of messages of PostgreSQL's protocol (its manual, section 55.7). */
const query = "Q";
const sync = "S";
const flush = "H";

/** The messages of one client, as they arrive. The first one has no type. */
class Messages {
  private rest = Buffer.alloc(0);
  private started = false;

  take(bytes: Buffer): string[] {
    this.rest = Buffer.concat([this.rest, bytes]);
    const types: string[] = [];
    for (;;) {
      const header = this.started ? 1 : 0;
      if (this.rest.length < header + 4) return types;
      const end = header + this.rest.readInt32BE(header);
      if (this.rest.length < end) return types;
      types.push(this.started ? String.fromCharCode(this.rest[0]!) : "startup");
      this.started = true;
      this.rest = this.rest.subarray(end);
    }
  }
}

/**
 * Stands between a server and PostgreSQL, and counts how often the server has to wait for an answer. The end of a read, a
 * sync without a statement before it, is answered only when the server sends something else on that connection: if it
 * waited for the answer, it would wait for ever.
 */
export class PostgresProxy {
  /** What is asked for so far, ends of reads aside. */
  roundTrips = 0;
  private readonly folder = temporaryFolder();
  private readonly listener: Listener;
  private readonly sockets = new Set<Socket>();

  private constructor(target: string) {
    this.listener = createServer((client) => this.serve(client, connect(target)));
  }

  /** In front of the PostgreSQL whose socket is in `folder`. */
  static async start(folder: string): Promise<PostgresProxy> {
    const proxy = new PostgresProxy(join(folder, ".s.PGSQL.5432"));
    proxy.listener.listen(join(proxy.folder, ".s.PGSQL.5432"));
    await once(proxy.listener, "listening");
    return proxy;
  }

  /** The address of a database, through this proxy. */
  addressOf(database: string): string {
    return `postgres://rollcall@/${database}?host=${this.folder}`;
  }

  /** How many round trips there are while `act` runs: its own, and those of the server's workers in that time. */
  async roundTripsDuring(act: () => Promise<unknown>): Promise<number> {
    const before = this.roundTrips;
    await act();
    return this.roundTrips - before;
  }

  stop() {
    this.listener.close();
    for (const socket of this.sockets) socket.destroy();
  }

  private serve(client: Socket, server: Socket) {
    const messages = new Messages();
    let open = false; // a statement was sent since the last sync or flush
    let withheld: Buffer[] | undefined;
    client.on("data", (bytes) => {
      for (const bytesBefore of withheld ?? []) client.write(bytesBefore);
      withheld = undefined;
      for (const type of messages.take(bytes)) {
        if (type === sync && !open) {
          withheld = [];
          continue;
        }
        withheld = undefined;
        const asks = type === query || type === sync || type === flush;
        if (asks) ++this.roundTrips;
        open = !asks;
      }
      server.write(bytes);
    });
    server.on("data", (bytes) => {
      if (withheld) withheld.push(bytes);
      else client.write(bytes);
    });
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      this.sockets.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        this.sockets.delete(one);
        other.destroy();
      });
    }
  }
}
