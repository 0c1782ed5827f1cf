import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Keeps recordings as a voice platform does: each address answers as a test wants it. */
export class FileServer {
  private readonly server: Server;
  private readonly answers = new Map<string, RequestListener>();
  private count = 0;
  /** The paths that were asked for. */
  readonly asked: string[] = [];
  /** How many connections came, whatever became of them. */
  connections = 0;

  private constructor() {
    this.server = createServer((request, response) => {
      this.asked.push(request.url!);
      const answer = this.answers.get(request.url!);
      if (answer) answer(request, response);
      else response.writeHead(404, { "Content-Type": "audio/wav" }).end();
    });
    this.server.on("connection", () => ++this.connections);
    // A client may close its connection in the middle of a file: that is no failure.
    this.server.on("clientError", (_, socket) => socket.destroy());
  }

  static async start(): Promise<FileServer> {
    const files = new FileServer();
    files.server.listen(0, "127.0.0.1");
    await once(files.server, "listening");
    return files;
  }

  /** As `--recording-hosts` names it. */
  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The address of a new file that answers so. */
  answering(answer: RequestListener): string {
    return this.answeringAt(`/recording-${++this.count}`, answer);
  }

  /** The address as it is written here; the file answers where a browser would ask for it. */
  answeringAt(path: string, answer: RequestListener): string {
    const address = `http://${this.host}${path}`;
    const { pathname, search } = new URL(address);
    this.answers.set(pathname + search, answer);
    return address;
  }

  /** The address of a new file. */
  keeping(bytes: Uint8Array, type: string | undefined = "audio/wav"): string {
    return this.answering((_, response) => {
      response.writeHead(200, type === undefined ? {} : { "Content-Type": type }).end(bytes);
    });
  }

  redirecting(location: string, status = 302, body = ""): string {
    return this.answering((_, response) => response.writeHead(status, { Location: location }).end(body));
  }

  async stop() {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }
}
