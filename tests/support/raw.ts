import { connect, type Socket } from "node:net";
import { once } from "node:events";

interface RawAnswer {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: string;
}

/** A bare connection, for what no HTTP library would send. */
export class Connection {
  private readonly socket: Socket;
  private received = Buffer.alloc(0);
  private over = false;
  private waiting: (() => void)[] = [];

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.setNoDelay();
    // A reset is an end like any other; what was received before it counts.
    socket.on("error", () => {});
    socket.on("data", (part: Buffer) => {
      this.received = Buffer.concat([this.received, part]);
      this.wake();
    });
    socket.on("end", () => this.end());
    socket.on("close", () => this.end());
  }

  /** From that address of this machine; from 127.0.0.1 when absent. */
  static async to(server: { port: number }, localAddress?: string): Promise<Connection> {
    const from = localAddress === undefined ? {} : { localAddress };
    const socket = connect({ host: "127.0.0.1", port: server.port, allowHalfOpen: false, ...from });
    await once(socket, "connect");
    return new Connection(socket);
  }

  /** Text is sent as Latin-1: each character is a byte. */
  write(bytes: string | Uint8Array) {
    this.socket.write(typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes);
  }

  close() {
    this.socket.destroy();
  }

  get closed(): boolean {
    return this.over;
  }

  /** What has come so far. */
  get answers(): RawAnswer[] {
    return parse(this.received);
  }

  /** The same, byte by byte, as Latin-1. */
  get text(): string {
    return this.received.toString("latin1");
  }

  /** Whether the other side closes within that time. */
  async closes(milliseconds: number): Promise<boolean> {
    return this.until(() => this.over, milliseconds);
  }

  /** Whether `count` answers arrive within that time. */
  async answered(count: number, milliseconds = 30_000): Promise<boolean> {
    await this.until(() => this.over || this.answers.length >= count, milliseconds);
    return this.answers.length >= count;
  }

  private async until(condition: () => boolean, milliseconds: number): Promise<boolean> {
    const end = Date.now() + milliseconds;
    while (!condition()) {
      const left = end - Date.now();
      if (left <= 0) return false;
      await new Promise<void>((woken) => {
        const timer = setTimeout(woken, left);
        this.waiting.push(() => {
          clearTimeout(timer);
          woken();
        });
      });
    }
    return true;
  }

  private end() {
    this.over = true;
    this.wake();
  }

  private wake() {
    const woken = this.waiting;
    this.waiting = [];
    for (const each of woken) each();
  }
}

/** Sends the bytes and returns what comes back until the server closes, or falls silent for `silence` ms. */
export async function rawRequest(
  server: { port: number },
  bytes: string | Uint8Array,
  silence = 3_000,
): Promise<{ answers: RawAnswer[]; text: string; closed: boolean }> {
  const connection = await Connection.to(server);
  connection.write(bytes);
  const closed = await connection.closes(silence);
  connection.close();
  return { answers: connection.answers, text: connection.text, closed };
}

/** The complete answers in a stream of bytes. An answer to HEAD has to be the last. */
function parse(bytes: Buffer): RawAnswer[] {
  const answers: RawAnswer[] = [];
  let rest = bytes.toString("latin1");
  for (;;) {
    const end = rest.indexOf("\r\n\r\n");
    if (end < 0) return answers;
    const [statusLine, ...lines] = rest.slice(0, end).split("\r\n");
    const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(statusLine!)?.[1]);
    const headers: Record<string, string> = {};
    for (const line of lines) {
      const colon = line.indexOf(":");
      headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
    }
    const length = status < 200 || status === 204 || status === 304 ? 0 : Number(headers["content-length"] ?? 0);
    const body = rest.slice(end + 4, end + 4 + length);
    answers.push({ status, headers, body: Buffer.from(body, "latin1").toString("utf8") });
    rest = rest.slice(end + 4 + length);
  }
}
