import { once } from "node:events";
import { readdirSync } from "node:fs";
import { createServer, request as ask, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { join, relative } from "node:path";
import S3rver from "s3rver";
import { temporaryFolder } from "./folder.ts";
import { refusalOf, type SignedRequest } from "./s3-signature.ts";
import type { ServerOptions } from "./server.ts";

const bucket = "harbour";
export const region = "eu-test-1";
export const storeKeys = { access: "ACCESSKEYOFTHEHARBOUR", secret: "secret/key+of=the harbour" };

export interface StoreRequest extends Omit<SignedRequest, "body"> {
  status: number;
}

const ending = "._S3rver_object";

/** s3rver behind a door that checks signatures, which s3rver does not (docs/decisions/0067-object-storage.md). */
export class ObjectStore {
  private readonly folder = temporaryFolder();
  private readonly store: S3rver;
  private storePort = 0;
  private readonly door: Server;
  private doorPort = 0;
  /** What was asked, and how it was answered. */
  readonly requests: StoreRequest[] = [];
  /** Accepts connections, and answers nothing. */
  silent = false;
  /** Answers in the place of the store. */
  answer: ((request: IncomingMessage, response: ServerResponse) => boolean) | undefined;

  private constructor() {
    const configureBuckets = [{ name: bucket }];
    this.store = new S3rver({ address: "127.0.0.1", port: 0, silent: true, directory: this.folder, configureBuckets });
    this.door = createServer((request, response) => void this.pass(request, response));
  }

  static async start(): Promise<ObjectStore> {
    const store = new ObjectStore();
    store.storePort = (await store.store.run()).port;
    await store.open();
    return store;
  }

  /** Begins to listen again, where it listened before. */
  async open() {
    this.door.listen(this.doorPort, "127.0.0.1");
    await once(this.door, "listening");
    this.doorPort = (this.door.address() as AddressInfo).port;
  }

  /** As if it had been switched off; what it keeps stays. */
  async close() {
    this.door.closeAllConnections();
    this.door.close();
    await once(this.door, "close");
  }

  async stop() {
    await this.close();
    await this.store.close();
  }

  get endpoint(): string {
    return `http://127.0.0.1:${this.doorPort}`;
  }

  /** What `--storage` is told. */
  address(changes: { bucket?: string; prefix?: string; region?: string; endpoint?: string } = {}): string {
    const { bucket: name = bucket, prefix = "rollcall", endpoint = this.endpoint } = changes;
    return `s3://${name}/${prefix}?endpoint=${endpoint}&region=${changes.region ?? region}`;
  }

  /** For a server, or a command, that keeps its blobs here. */
  options(prefix = "rollcall", keys = storeKeys): ServerOptions & { environment: Record<string, string> } {
    return {
      environment: {
        ROLLCALL_STORAGE: this.address({ prefix }),
        ROLLCALL_S3_ACCESS_KEY: keys.access,
        ROLLCALL_S3_SECRET_KEY: keys.secret,
      },
    };
  }

  /** The keys of all objects, sorted. */
  objects(): string[] {
    const root = join(this.folder, bucket);
    return readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).slice(0, -ending.length))
      .sort();
  }

  private async pass(request: IncomingMessage, response: ServerResponse) {
    if (this.silent) return;
    const body = await buffer(request).catch(() => undefined);
    if (body === undefined) return;
    const headers = request.headers as Record<string, string | undefined>;
    const received = { method: request.method!, target: request.url!, headers };
    response.on("finish", () => this.requests.push({ ...received, status: response.statusCode }));
    if (this.answer?.(request, response)) return;
    const refusal = refusalOf({ ...received, body }, storeKeys, region);
    if (refusal !== undefined)
      return answerError(response, refusal === "AuthorizationHeaderMalformed" ? 400 : 403, refusal);
    // Without the signature: s3rver lets anybody in, and knows other keys.
    const { authorization: _, ...others } = headers;
    const options = {
      host: "127.0.0.1",
      port: this.storePort,
      method: request.method!,
      path: request.url!,
      headers: others,
    };
    const passed = ask(options, (answer) => {
      response.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(response);
    });
    passed.on("error", () => response.destroy());
    passed.end(body);
  }
}

export function answerError(response: ServerResponse, status: number, code: string) {
  response.writeHead(status, { "Content-Type": "application/xml" });
  response.end(`<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>No.</Message></Error>`);
}
