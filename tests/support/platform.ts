import type { Answer, Schemas } from "./answer.ts";
import type { Client } from "./client.ts";
import { webhooksOf } from "../../fixtures/platforms/webhooks.ts";
import { signatureHeaders, type PlatformName } from "../../fixtures/platforms/signatures.ts";
import type { PlatformCall } from "../../fixtures/platforms/platform-call.ts";

interface Signing {
  /** Another secret than the connection's. */
  secret?: string;
  /** When it was signed; now when absent. */
  at?: Date;
  /** In place of the platform's usual ones. */
  headers?: Record<string, string>;
  /** What follows the address of the connection. */
  query?: string;
}

let connected = 0;

/** A voice platform that delivers to one connection of a server: it knows the secret, and nobody's session. */
export class Platform {
  readonly name: PlatformName;
  readonly connection: Schemas["Connection"];
  readonly secret: string;
  private readonly administrator: Client;
  private readonly wire: Client;

  private constructor(administrator: Client, name: PlatformName, connection: Schemas["Connection"], secret: string) {
    this.administrator = administrator;
    this.wire = administrator.stranger();
    this.name = name;
    this.connection = connection;
    this.secret = secret;
  }

  /** An administrator makes a connection of its own for it. */
  static async connect(administrator: Client, name: PlatformName): Promise<Platform> {
    const secret = `secret of ${name} ${++connected}`;
    const made = await administrator.post("/connections", { platform: name, name: `${name} ${connected}`, secret });
    return new Platform(administrator, name, made.body, secret);
  }

  /** Enters what an agent is called here, beside what it is called elsewhere. Returns that name. */
  async knows(agent: { id: string }, externalId: string): Promise<string> {
    const { items } = (await this.administrator.get(`/agents/${agent.id}/external-ids`)).body;
    const more = { connection_id: this.connection.id, external_id: externalId };
    void (await this.administrator.put(`/agents/${agent.id}/external-ids`, { items: [...items, more] })).body;
    return externalId;
  }

  /** One delivery. An object is sent as JSON, text and bytes as they are. */
  deliver(delivery: object | string | Uint8Array, signing: Signing = {}): Promise<Answer> {
    const raw = typeof delivery === "string" || delivery instanceof Uint8Array;
    const body = raw ? delivery : JSON.stringify(delivery);
    const headers =
      signing.headers ?? signatureHeaders[this.name](body, signing.secret ?? this.secret, signing.at ?? new Date());
    return this.wire.send("POST", this.path + (signing.query ?? ""), { body, headers, origin: null });
  }

  get path(): string {
    return `/api/v1/ingest/${this.connection.id}`;
  }

  /** All that it sends about a call that is over; throws where one of these is refused. */
  async report(platformCall: PlatformCall, audio?: Uint8Array): Promise<void> {
    for (const delivery of webhooksOf(this.name, platformCall, audio)) void (await this.deliver(delivery)).body;
  }
}
