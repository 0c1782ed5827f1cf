import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface Recorded {
  method: string;
  /** Path and query. */
  url: string;
  headers: IncomingHttpHeaders;
  /** Parsed, where it is JSON; otherwise undefined. */
  body: any;
  text: string;
}

type Answer = (request: Recorded) => { status?: number; body?: unknown; headers?: Record<string, string> } | undefined;

/** An HTTP server that records what it is asked, and answers as a test wants; a connection without an answer is closed. */
export class Recorder {
  private readonly server: Server;
  readonly requests: Recorded[] = [];
  answer: Answer = () => ({ status: 200, body: {} });

  private constructor() {
    this.server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const text = Buffer.concat(chunks).toString();
      const recorded: Recorded = {
        method: request.method!,
        url: request.url!,
        headers: request.headers,
        body: text.startsWith("{") ? JSON.parse(text) : undefined,
        text,
      };
      this.requests.push(recorded);
      const answer = this.answer(recorded);
      if (answer === undefined) return void request.socket.destroy();
      response.writeHead(answer.status ?? 200, { "Content-Type": "application/json", ...answer.headers });
      response.end(JSON.stringify(answer.body ?? {}));
    });
  }

  static async start(): Promise<Recorder> {
    const recorder = new Recorder();
    recorder.server.listen(0, "127.0.0.1");
    await once(recorder.server, "listening");
    return recorder;
  }

  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get address(): string {
    return `http://${this.host}`;
  }

  stop() {
    this.server.closeAllConnections();
    this.server.close();
  }
}
