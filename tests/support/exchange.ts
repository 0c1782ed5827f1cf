import { Agent, request, type ClientRequest, type IncomingMessage, type RequestOptions } from "node:http";
import * as https from "node:https";

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

/** How a server is reached by https, by the name of its certificate. */
export interface Tls {
  ca: string;
  servername: string;
  /** The address of this machine to connect from. */
  localAddress: string;
}

// A connection that nobody has used for a minute is closed here, before the server closes it: a request that is sent
// just then would be lost. It does not end requests under way.
const reuse = { keepAlive: true, maxSockets: 128, timeout: 60_000 };
const agent = new Agent(reuse);
const tlsAgent = new https.Agent(reuse);

/** A request to that address whose body is not sent yet. */
export function makeRequest(
  address: string,
  options: RequestOptions & { headers: Record<string, string> },
  tls?: Tls,
): ClientRequest {
  const { hostname, port } = new URL(address);
  if (!tls) return request({ agent, host: hostname, port, ...options });
  const headers = { Host: tls.servername, ...options.headers };
  return https.request({ agent: tlsAgent, host: hostname, port, ...tls, ...options, headers });
}

/** One request and its answer, exactly as sent: nothing is added, unpacked or followed. */
export function exchange(address: string, outgoing: Outgoing, tls?: Tls): Promise<Incoming> {
  return new Promise((answered, failed) => {
    const { method, path, headers = {}, body } = outgoing;
    const length: Record<string, string> =
      body === undefined ? {} : { "Content-Length": String(Buffer.byteLength(body)) };
    const message = makeRequest(address, { method, path, headers: { ...length, ...headers } }, tls);
    message.on("response", (incoming) => collect(incoming).then(answered, failed));
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
