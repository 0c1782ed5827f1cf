interface Listed {
  items: { id: string; name: string; email?: string }[];
  next_cursor: string | null;
}

/** Rollcall's API as a browser of this machine sees it: one session, and refusals thrown. */
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

  /** What a list holds, by name; members by email. */
  async all(path: string): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    const { items } = await this.get<Listed>(`${path}?limit=200`);
    for (const item of items) found.set(item.email ?? item.name, item.id);
    return found;
  }

  /** Sends as anybody who knows a platform's secret could: without the session. */
  async deliver(path: string, body: string, headers: Record<string, string>): Promise<void> {
    await this.answered("POST", path, { body, headers: { "Content-Type": "application/json", ...headers } });
  }

  private async send<Body>(method: string, path: string, body?: unknown, more: Record<string, string> = {}) {
    const headers: Record<string, string> = { Origin: this.address, Cookie: this.cookie, ...more };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    const answer = await this.answered(method, path, {
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const line of answer.headers.getSetCookie()) this.cookie = line.split(";")[0]!;
    const text = await answer.text();
    return (text === "" ? undefined : JSON.parse(text)) as Body;
  }

  private async answered(method: string, path: string, more: RequestInit): Promise<Response> {
    const answer = await fetch(`${this.address}/api/v1${path}`, { method, ...more });
    if (!answer.ok) throw new Error(`${method} ${path} was refused: ${answer.status} ${await answer.text()}`);
    return answer;
  }
}
