import { once } from "node:events";
import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as rest } from "node:timers/promises";
import type { Cast } from "./cast.ts";

/** Where a platform would keep its recordings: serves what it was given, on this machine. */
export class RecordingHost {
  private readonly server: HttpServer;
  private readonly files = new Map<string, Buffer>();

  private constructor(server: HttpServer) {
    this.server = server;
  }

  static async start(): Promise<RecordingHost> {
    const server = createServer();
    const host = new RecordingHost(server);
    server.on("request", (request, response) => {
      const file = host.files.get(request.url!);
      response.writeHead(file ? 200 : 404, { "Content-Type": "audio/wav" }).end(file);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return host;
  }

  /** What `--recording-hosts` has to be told. */
  get name(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The address of these bytes. */
  serve(bytes: Buffer): string {
    const path = `/${this.files.size}.wav`;
    this.files.set(path, bytes);
    return `http://${this.name}${path}`;
  }

  stop() {
    this.server.close();
  }

  /** The id of a call of that agent whose audio is these bytes, once they are here. */
  async recordedCall(cast: Cast, agent: string, bytes: Buffer, started_at = "2026-10-01T10:00:00Z"): Promise<string> {
    const recording_url = this.serve(bytes);
    const { id } = (await cast.ada.post("/calls", { agent_id: cast.agent(agent).id, started_at, recording_url })).body;
    await recordingOf(cast, id);
    return id;
  }
}

const recordingTimeout = 20_000;

/** Waits until the recording of a call is here. */
export async function recordingOf(cast: Cast, id: string): Promise<void> {
  for (const end = Date.now() + recordingTimeout; Date.now() < end; await rest(100)) {
    const { recording_status, recording_problem } = (await cast.ada.get(`/calls/${id}`)).body;
    if (recording_status === "available") return;
    if (recording_status !== "waiting") throw new Error(`The recording is ${recording_status}: ${recording_problem}`);
  }
  throw new Error("The recording did not come.");
}
