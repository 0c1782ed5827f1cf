import type { Schemas } from "./answer.ts";
import { Client } from "./client.ts";
import type { Server } from "./server.ts";

export type TokenScope = Schemas["TokenScope"];

export const tokenScopes: TokenScope[] = ["read", "members", "agents", "calls", "crm", "settings"];

/** A program with an API token, and nothing else. */
export class Program extends Client {
  /** The id of its API token. */
  readonly tokenId: string;

  private constructor(server: Client["server"], made: Schemas["NewApiToken"]) {
    super(server, { Authorization: `Bearer ${made.token}` });
    this.tokenId = made.id;
  }

  /** With a new token of `maker`, who has to be signed in; with all scopes unless told otherwise. */
  static async of(maker: Client, scopes: TokenScope[] = tokenScopes, name = "Program"): Promise<Program> {
    return new Program(maker.server, (await maker.post("/api-tokens", { name, scopes })).body);
  }
}

/** A program with this token. */
export const programWith = (server: Server, token: string) => new Client(server, { Authorization: `Bearer ${token}` });
