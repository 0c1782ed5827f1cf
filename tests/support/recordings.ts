import { once } from "node:events";
import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as rest } from "node:timers/promises";
import type { Cast } from "./cast.ts";

const rate = 8_000;

/** A tone of so many seconds: WAV, 16 bits, 16 kB a second for each channel. */
export function wav(seconds: number, channels: 1 | 2 = 1): Buffer {
  const frames = Math.round(seconds * rate);
  const samples = Buffer.alloc(frames * channels * 2);
  for (let frame = 0; frame < frames; frame++) {
    for (let channel = 0; channel < channels; channel++) {
      const value = Math.sin((2 * Math.PI * 440 * frame) / rate) * (channel === 0 ? 0.5 : 0.25);
      samples.writeInt16LE(Math.round(value * 32_767), (frame * channels + channel) * 2);
    }
  }
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(channels, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * channels * 2, 28);
  head.writeUInt16LE(channels * 2, 32);
  head.writeUInt16LE(16, 34);
  head.write("data", 36);
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}

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

const patience = 20_000;

/** Waits until the recording of a call is here. */
export async function recordingOf(cast: Cast, id: string): Promise<void> {
  for (const end = Date.now() + patience; Date.now() < end; await rest(100)) {
    const { recording_status, recording_problem } = (await cast.ada.get(`/calls/${id}`)).body;
    if (recording_status === "available") return;
    if (recording_status !== "waiting") throw new Error(`The recording is ${recording_status}: ${recording_problem}`);
  }
  throw new Error("The recording did not come.");
}
