import { Answer, type BodyOf } from "./answer.ts";
import { checkAgainstContract } from "./contract.ts";
import { exchange, type Tls } from "./exchange.ts";

interface Destination {
  /** Such as `http://127.0.0.1:40123`. */
  address: string;
  /** What a browser sends as Origin. */
  origin: string;
  /** Where the address is one of https. */
  tls?: Tls;
}

type Query = Record<string, string | number | boolean>;

interface Sent {
  /** An object is sent as JSON, text and bytes as they are. */
  body?: unknown;
  headers?: Record<string, string>;
  query?: Query;
  /** The Origin of a write; the server's own when absent, none when null. */
  origin?: string | null;
  ifMatch?: string;
  /** The contract is for the API; the page's answers are not held against it. */
  contract?: boolean;
}

/** What a browser would do: keeps cookies, says where it comes from. Each answer is held against the contract. */
export class Client {
  readonly server: Destination;
  /** Name and value of each cookie. */
  readonly cookies = new Map<string, string>();
  /** Sent with each request. */
  readonly headers: Record<string, string>;

  constructor(server: Destination, headers: Record<string, string> = {}) {
    this.server = server;
    this.headers = headers;
  }

  get<const Path extends string>(path: Path, query?: Query): Promise<Answer<BodyOf<Path, "get">>> {
    return this.send("GET", `/api/v1${path}`, query ? { query } : {});
  }
  post<const Path extends string>(path: Path, body?: unknown, sent?: Sent): Promise<Answer<BodyOf<Path, "post">>> {
    return this.send("POST", `/api/v1${path}`, { ...sent, body });
  }
  put<const Path extends string>(path: Path, body?: unknown, sent?: Sent): Promise<Answer<BodyOf<Path, "put">>> {
    return this.send("PUT", `/api/v1${path}`, { ...sent, body });
  }
  patch<const Path extends string>(path: Path, body?: unknown, sent?: Sent): Promise<Answer<BodyOf<Path, "patch">>> {
    return this.send("PATCH", `/api/v1${path}`, { ...sent, body });
  }
  delete<const Path extends string>(path: Path, sent?: Sent): Promise<Answer<BodyOf<Path, "delete">>> {
    return this.send("DELETE", `/api/v1${path}`, sent);
  }

  async send<Body>(method: string, path: string, sent: Sent = {}): Promise<Answer<Body>> {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(sent.query ?? {})) query.append(name, String(value));
    const target = query.size > 0 ? `${path}?${query}` : path;
    const body = sent.body === undefined ? {} : { body: encoded(sent.body) };
    const outgoing = { method, path: target, headers: this.headersOf(method, sent), ...body };
    const incoming = await exchange(this.server.address, outgoing, this.server.tls);
    for (const line of incoming.setCookies) this.keep(line);
    if (sent.contract !== false) checkAgainstContract(method, target, incoming);
    return new Answer<Body>(incoming);
  }

  private headersOf(method: string, sent: Sent): Record<string, string> {
    const headers = { ...this.headers };
    if (sent.body !== undefined) headers["Content-Type"] = "application/json";
    if (this.cookies.size > 0) headers["Cookie"] = this.cookie;
    const origin = sent.origin === undefined ? this.server.origin : sent.origin;
    if (method !== "GET" && method !== "HEAD" && origin !== null) headers["Origin"] = origin;
    if (sent.ifMatch !== undefined) headers["If-Match"] = sent.ifMatch;
    return { ...headers, ...sent.headers };
  }

  /** The Cookie header. */
  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  private keep(line: string) {
    const [pair, ...attributes] = line.split(";").map((part) => part.trim());
    const [name, value] = [pair!.slice(0, pair!.indexOf("=")), pair!.slice(pair!.indexOf("=") + 1)];
    const gone = value === "" || attributes.some((attribute) => /^max-age=0$/i.test(attribute));
    if (gone) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }

  /** Another browser that holds the same cookies. */
  copy(): Client {
    const copy = new Client(this.server, this.headers);
    for (const [name, value] of this.cookies) copy.cookies.set(name, value);
    return copy;
  }

  /** Somebody else who reaches the server in the same way, and holds nothing. */
  stranger(): Client {
    return new Client(this.server);
  }

  signIn(email: string, password: string) {
    return this.post("/session", { email, password });
  }

  /** The names in a list, in its order. */
  async names(path: "/agents" | "/companies" | "/contacts" | "/members", query: Query = {}): Promise<string[]> {
    const items: { name: string }[] = (await this.get(path, { limit: 200, ...query })).body.items;
    return items.map((item) => item.name);
  }
}

function encoded(body: unknown): string | Uint8Array {
  return typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body);
}
