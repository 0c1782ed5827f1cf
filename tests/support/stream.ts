import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import type { Client } from "./client.ts";
import { makeRequest } from "./exchange.ts";

/** An answer that comes bit by bit, and is fetched only when the test says so. */
export class Stream {
  private readonly incoming: IncomingMessage;
  private readonly parts: Buffer[] = [];
  private over = false;

  private constructor(incoming: IncomingMessage) {
    this.incoming = incoming;
    incoming.pause();
    incoming.on("data", (part: Buffer) => this.parts.push(part));
    // A reset is an end like any other; what came before it counts.
    incoming.on("error", () => (this.over = true));
    incoming.on("close", () => (this.over = true));
    incoming.pause();
  }

  /** GET, up to the head of the answer. */
  static async open(client: Client, path: string, headers: Record<string, string> = {}): Promise<Stream> {
    const cookie: Record<string, string> = client.cookies.size > 0 ? { Cookie: client.cookie } : {};
    const options = { agent: false, path: `/api/v1${path}`, headers: { ...client.headers, ...cookie, ...headers } };
    const message = makeRequest(client.server.address, options, client.server.tls);
    message.end();
    const [incoming] = (await once(message, "response")) as [IncomingMessage];
    message.on("error", () => {});
    return new Stream(incoming);
  }

  get status(): number {
    return this.incoming.statusCode!;
  }
  get headers(): Record<string, string> {
    return this.incoming.headers as Record<string, string>;
  }
  /** What was fetched so far. */
  get bytes(): Buffer {
    return Buffer.concat(this.parts);
  }
  get text(): string {
    return this.bytes.toString("utf8");
  }
  get isOver(): boolean {
    return this.over;
  }
  /** Whether it came to its end, and was not broken off. */
  get isComplete(): boolean {
    return this.over && this.incoming.complete;
  }

  /** From now on all is fetched that comes. */
  fetch(): this {
    this.incoming.resume();
    return this;
  }

  /** Whether it is over within that time, while all is fetched. The server looks twice a second;
   * a busy machine may take longer. */
  async ends(milliseconds = 10_000): Promise<boolean> {
    return this.fetch().until(() => this.over, milliseconds);
  }

  /** Whether the text fetched so far matches within that time. */
  async says(pattern: RegExp, milliseconds = 10_000): Promise<boolean> {
    return this.fetch().until(() => pattern.test(this.text), milliseconds);
  }

  close() {
    this.incoming.destroy();
  }

  private async until(condition: () => boolean, milliseconds: number): Promise<boolean> {
    const end = Date.now() + milliseconds;
    while (!condition()) {
      if (Date.now() > end) return false;
      await new Promise((waited) => setTimeout(waited, 10));
    }
    return true;
  }
}
