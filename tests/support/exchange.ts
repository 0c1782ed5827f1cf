import { Agent, request, type IncomingMessage } from "node:http";

export interface Outgoing {
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
}

export interface Incoming {
  status: number;
  /** Names in lower case; a header that came twice is joined by ", ". */
  headers: Record<string, string>;
  setCookies: string[];
  body: Buffer;
}

const agent = new Agent({ keepAlive: true, maxSockets: 128 });

/** One request and its answer, exactly as sent: nothing is added, unpacked or followed. */
export function exchange(address: string, outgoing: Outgoing): Promise<Incoming> {
  return new Promise((answered, failed) => {
    const { method, path, headers = {}, body } = outgoing;
    const length = body === undefined ? {} : { "Content-Length": String(Buffer.byteLength(body)) };
    const { hostname, port } = new URL(address);
    const message = request(
      { agent, host: hostname, port, method, path, headers: { ...length, ...headers } },
      (incoming) => collect(incoming).then(answered, failed),
    );
    message.on("error", failed);
    message.end(body);
  });
}

async function collect(incoming: IncomingMessage): Promise<Incoming> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) headers[name] = [value].flat().join(", ");
  return {
    status: incoming.statusCode!,
    headers,
    setCookies: incoming.headers["set-cookie"] ?? [],
    body: Buffer.concat(parts),
  };
}
