import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Schemas } from "./answer.ts";
import { Cast, type Person } from "./cast.ts";
import { Client } from "./client.ts";
import { runCommand } from "./command.ts";
import { temporaryFolder } from "./folder.ts";
import { turnedJpeg } from "./picture.ts";
import { newDatabase, onPostgres } from "./postgres.ts";
import { RecordingHost } from "./recordings.ts";
import { startServer, type Server, type ServerOptions } from "./server.ts";
import { wav } from "./wav.ts";

/** A server that has something of everything, and two people who see it. */
export class Filled {
  readonly server: Server;
  readonly cast: Cast;
  /** Sees North, with all permissions. */
  readonly eva: Person;
  readonly recordedCall: string;
  /** Of North. */
  readonly segment: string;
  private firstSignIn?: string;

  private constructor(server: Server, cast: Cast, eva: Person, recordedCall: string, segment: string) {
    this.server = server;
    this.cast = cast;
    this.eva = eva;
    this.recordedCall = recordedCall;
    this.segment = segment;
  }

  static async start(options: ServerOptions = {}): Promise<Filled> {
    const host = await RecordingHost.start();
    const server = await startServer({ ...options, flags: ["--recording-hosts", host.name] });
    const cast = await Cast.on(server);
    const eva = await cast.member({ companies: ["North"], permissions: everything });
    const picture = { headers: { "Content-Type": "image/jpeg" } };
    void (await eva.put("/profile/picture", turnedJpeg, picture)).body;
    const call = await host.recordedCall(cast, "Reception", wav({ seconds: 2 }));
    const segment = await fill(cast);
    host.stop();
    return new Filled(server, cast, eva, call, segment);
  }

  /** What they see, on this server or on another one that knows them, but for what signing in to see it changes. */
  async seenOn(server: Server): Promise<Record<string, unknown>> {
    this.firstSignIn ??= new Date().toISOString();
    const seen: Record<string, unknown> = {};
    const people = [this.cast.ada, this.eva];
    const browsers = await Promise.all(people.map((person) => signedIn(person, server)));
    for (const [place, person] of people.entries()) {
      const browser = browsers[place]!;
      for (const path of [...seenByAll, `/calls/${this.recordedCall}`, `/calls/${this.recordedCall}/waveform`]) {
        const { status, text } = await browser.get(path as "/members");
        const kept = this.withoutSignIns(path, text.replaceAll(server.address, ""));
        seen[`${person.name} ${path}`] = status < 400 ? kept : status;
      }
      for (const path of [`/calls/${this.recordedCall}/recording`, `/members/${this.eva.id}/picture`]) {
        const { status, incoming } = await browser.get(path as "/members");
        const hash = createHash("sha256").update(incoming.body).digest("hex");
        seen[`${person.name} ${path}`] = status < 400 ? `${incoming.body.length} bytes, ${hash}` : status;
      }
    }
    return seen;
  }

  private withoutSignIns(path: string, text: string): string {
    if (path === "/members") return text.replaceAll(/"last_active_at":"[^"]*"/g, '"last_active_at":"a time"');
    if (path !== "/audit-entries" || !text.startsWith('{"items"')) return text;
    const { items } = JSON.parse(text) as { items: { action: string; happened_at: string }[] };
    const isSignIn = ({ action, happened_at }: (typeof items)[number]) =>
      action === "session.started" && happened_at >= this.firstSignIn!;
    return JSON.stringify(items.filter((entry) => !isSignIn(entry)));
  }

  /** A call that ends now. */
  async reportCallTo(server: Server) {
    const agent_id = this.cast.agent("Reception").id;
    const call = { agent_id, started_at: new Date().toISOString(), duration_seconds: 1 };
    return (await signedIn(this.cast.ada, server)).post("/calls", call);
  }
}

/** The same person in a browser of his or her own, on this server. */
export async function signedIn(person: Person, server: Server): Promise<Client> {
  const browser = new Client(server);
  void (await browser.signIn(person.email, person.password)).body;
  return browser;
}

const everything: Schemas["GrantPermissions"] = {
  edit_agents: true,
  use_advanced_editor: true,
  access_crm: true,
  view_billable_minutes: true,
  view_recordings: true,
};

const seenByAll = [
  "/members",
  "/companies",
  "/agents",
  "/calls",
  "/contacts",
  "/contact-fields",
  "/segments",
  "/do-not-call",
  "/campaigns",
  "/connections",
  "/unknown-agents",
  "/audit-entries",
  "/api-tokens",
  "/usage?by=agent&from=2026-10-01&to=2026-10-31",
  "/settings",
];

/** Returns the id of the segment. */
async function fill(cast: Cast): Promise<string> {
  const contact = await cast.newContact("North", { name: 'Ünal "Q" O\'Neil 李', phone: "+49301234567" });
  const segment = await cast.newSegment("North");
  void (await cast.ada.put(`/segments/${segment.id}/contacts`, { contact_ids: [contact.id] })).body;
  const campaign = await cast.launchedCampaign("Reception", { segment_ids: [segment.id] });
  void (await cast.ada.post(`/campaigns/${campaign.id}/pause`)).body;
  await cast.newDoNotCallEntry("North");
  void (await cast.ada.post("/connections", { platform: "vapi", name: "Vapi", secret: "a secret of the harbour" }))
    .body;
  const agent_id = cast.agent("Reception").id;
  const transcript = Array.from({ length: 20 }, (_, n) => ({
    role: "agent" as const,
    text: `Turn ${n}: ${"ahoy \\ ".repeat(40)}`,
    start_seconds: n,
  }));
  for (let day = 1; day <= 20; ++day) {
    const started_at = `2026-10-${String(day).padStart(2, "0")}T08:00:00Z`;
    void (await cast.ada.post("/calls", { agent_id, started_at, duration_seconds: day, transcript })).body;
  }
  return segment.id;
}

/** What `rollcall backup` and others find a server by. */
export interface Place {
  dataFolder: string;
  database: string | undefined;
}

/** Empty, with the key file and ledger of a server where it is given, and of the database of the tests. */
export function newPlace(of?: Place): Place {
  return { ...newPlaceOfSqlite(of), database: onPostgres ? newDatabase() : undefined };
}

export function newPlaceOfSqlite(of?: Place): Place {
  const dataFolder = join(temporaryFolder(), "data");
  if (of) {
    mkdirSync(dataFolder, { mode: 0o700 });
    for (const name of ["secret.key", "erasures.log"]) {
      copyFileSync(join(of.dataFolder, name), join(dataFolder, name));
    }
  }
  return { dataFolder, database: undefined };
}

export function runAt(place: Place, parameters: string[], wrapper: string[] = [], more: Record<string, string> = {}) {
  const environment: Record<string, string> = { ROLLCALL_DATA: place.dataFolder, ...more };
  if (place.database !== undefined) environment["ROLLCALL_DATABASE"] = place.database;
  return runCommand(parameters, { environment, wrapper });
}

/** Serves a place that was restored. */
export function serve(
  { dataFolder, database = join(dataFolder, "rollcall.db") }: Place,
  options: ServerOptions = {},
): Promise<Server> {
  return startServer({ ...options, dataFolder, database });
}

export const newFile = () => join(temporaryFolder(), "rollcall.backup");

/** The rows of each table with their checksums, as a backup has them, and what it has of files. */
export function checksumsOf(file: string): { tables: { name: string; rows: number }[]; blobs: object } {
  const { tables, blobs } = JSON.parse(entryOf(file, "checksums.json")) as ReturnType<typeof checksumsOf>;
  return { tables, blobs };
}

export function entryOf(file: string, name: string): string {
  return execFileSync("tar", ["--zstd", "-xOf", file, name], { encoding: "utf8", maxBuffer: 2 ** 28 });
}

export function entriesOf(file: string): string[] {
  return execFileSync("tar", ["--zstd", "-tf", file], { encoding: "utf8", maxBuffer: 2 ** 28 })
    .trim()
    .split("\n");
}
