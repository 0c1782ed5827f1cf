interface Listed {
  items: { id: string; name: string; email?: string }[];
  next_cursor: string | null;
}

/** A client of Rollcall's API with one session, like a browser. Throws on an error response. */
export class Api {
  readonly address: string;
  private cookie = "";

  constructor(address: string) {
    this.address = address;
  }

  get<Body>(path: string): Promise<Body> {
    return this.send<Body>("GET", path);
  }
  post<Body>(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Body> {
    return this.send<Body>("POST", path, body, headers);
  }
  put<Body>(path: string, body?: unknown): Promise<Body> {
    return this.send<Body>("PUT", path, body);
  }
  patch<Body>(path: string, body: unknown): Promise<Body> {
    return this.send<Body>("PATCH", path, body);
  }

  /** The ids of a list by name; of members by email. */
  async all(path: string): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    const { items } = await this.get<Listed>(`${path}?limit=200`);
    for (const item of items) found.set(item.email ?? item.name, item.id);
    return found;
  }

  /** Sends without the session, like a platform. */
  async sendUnauthenticated(path: string, body: string, headers: Record<string, string>): Promise<void> {
    await this.request("POST", path, { body, headers: { "Content-Type": "application/json", ...headers } });
  }

  private async send<Body>(method: string, path: string, body?: unknown, more: Record<string, string> = {}) {
    const headers: Record<string, string> = { Origin: this.address, Cookie: this.cookie, ...more };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    const response = await this.request(method, path, {
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const cookies = response.headers.getSetCookie().map((line) => line.split(";")[0]!);
    if (cookies.length > 0) this.cookie = cookies.join("; ");
    const text = await response.text();
    return (text === "" ? undefined : JSON.parse(text)) as Body;
  }

  private async request(method: string, path: string, more: RequestInit): Promise<Response> {
    const response = await fetch(`${this.address}/api/v1${path}`, { method, ...more });
    if (!response.ok) throw new Error(`${method} ${path} was refused: ${response.status} ${await response.text()}`);
    return response;
  }
}
