import { Client } from "../support/client.ts";

/** A browser of a program of any schema: its answers are not those of today's contract. */
export class AnyClient extends Client {
  async ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    return await this.send<any>(method, `/api/v1${path}`, {
      contract: false,
      headers,
      ...(body === undefined ? {} : { body }),
    });
  }

  /** What it answers; throws when it refuses. */
  async read(path: string) {
    return (await this.ask("GET", path)).body;
  }
  async create(path: string, body?: unknown) {
    return (await this.ask("POST", path, body)).body;
  }

  /** Throws when it refuses. */
  async change(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const answer = await this.ask(method, path, body, headers);
    if (answer.status >= 400) throw new Error(`${method} ${path} was refused: ${answer.status} ${answer.text}`);
  }
}
