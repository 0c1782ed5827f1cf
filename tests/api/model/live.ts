import { get } from "node:http";
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import type { Caller } from "./world.ts";

/** What the live stream tells a caller: the ids of calls. */
export class LiveCalls {
  readonly ids = new Set<string>();
  private readonly incoming: IncomingMessage;

  private constructor(incoming: IncomingMessage) {
    this.incoming = incoming;
    let text = "";
    incoming.setEncoding("utf8");
    incoming.on("error", () => undefined);
    incoming.on("data", (piece: string) => {
      text += piece;
      const events = text.split("\n\n");
      text = events.pop()!;
      for (const event of events) this.take(event);
    });
  }

  static async watch({ client }: Caller): Promise<LiveCalls> {
    const headers = { ...client.headers, ...(client.cookies.size > 0 ? { Cookie: client.cookie } : {}) };
    const message = get(`${client.server.address}/api/v1/calls/live`, { headers, agent: false });
    const [incoming] = (await once(message, "response")) as [IncomingMessage];
    return new LiveCalls(incoming);
  }

  get status(): number {
    return this.incoming.statusCode!;
  }

  private take(event: string) {
    const data = event.split("\n").find((line) => line.startsWith("data:"));
    if (data) for (const id of JSON.parse(data.slice("data:".length)).call_ids as string[]) this.ids.add(id);
  }

  end() {
    this.incoming.destroy();
  }
}
