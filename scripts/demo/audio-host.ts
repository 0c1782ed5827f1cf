import { createReadStream } from "node:fs";
import { createServer, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { basename, join } from "node:path";

const types: Record<string, string> = { mp3: "audio/mpeg", wav: "audio/wav" };

/** The server of the recordings of the demo's platforms: serves fixtures/audio on a local port, and 410 for other files. */
export class AudioHost {
  private readonly server: Server;

  private constructor(server: Server) {
    this.server = server;
  }

  static async start(folder: string): Promise<AudioHost> {
    const server = createServer((request, response) => {
      const file = basename(new URL(request.url ?? "/", "http://host").pathname);
      const type = types[file.split(".").pop() ?? ""];
      const audio = createReadStream(join(folder, file));
      audio.on("open", () => response.writeHead(type ? 200 : 404, { "Content-Type": type ?? "text/plain" }));
      audio.on("error", () => response.writeHead(410).end());
      audio.pipe(response);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new AudioHost(server);
  }

  /** For `--recording-hosts`, so that Rollcall may download from here. */
  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  url(file: string): string {
    return `http://${this.host}/${file}`;
  }

  stop() {
    this.server.close();
    this.server.closeAllConnections();
  }
}
