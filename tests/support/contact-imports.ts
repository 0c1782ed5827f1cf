import { setTimeout } from "node:timers/promises";
import { expect } from "vitest";
import type { Schemas } from "./answer.ts";
import { Cast, type Person } from "./cast.ts";
import { startServer, type Server, type ServerOptions } from "./server.ts";

export type Import = Schemas["ContactImport"];

let number = 0;
/** A number that no contact has yet, as people in Germany write it. */
export const newPhone = () => `030 ${1_000_000 + ++number}`;
export const e164 = (phone: string) => `+49${phone.slice(1).replaceAll(" ", "")}`;

/** A file in which each cell is quoted. */
export const csv = (rows: readonly (readonly string[])[]) =>
  rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",") + "\r\n").join("");

/** The cells of such a file. */
export const cellsOf = (text: string) =>
  [...text.replace("\ufeff", "").matchAll(/((?:"(?:[^"]|"")*"[,;\t]?)+)\r\n/g)].map(([, line]) =>
    [...line!.matchAll(/"((?:[^"]|"")*)"/g)].map((cell) => cell[1]!.replaceAll('""', '"')),
  );

export const counts = ({ created, updated, unchanged, skipped, refused }: Import) => ({
  created,
  updated,
  unchanged,
  skipped,
  refused,
});

/** The counts of an import, where those that are not named are zero. */
export const only = (some: Partial<ReturnType<typeof counts>>) => ({
  created: 0,
  updated: 0,
  unchanged: 0,
  skipped: 0,
  refused: 0,
  ...some,
});

/** A server on which contacts of the company North are imported, whose numbers are German. */
export class ContactImports {
  readonly cast: Cast;
  /** Sees North by one of its agents, with access to the CRM. */
  readonly eva: Person;
  private readonly server: Server;

  private constructor(server: Server, cast: Cast, eva: Person) {
    this.server = server;
    this.cast = cast;
    this.eva = eva;
  }

  static async start(options: ServerOptions = {}): Promise<ContactImports> {
    const server = await startServer(options);
    const cast = await Cast.on(server);
    await cast.ada.patch(`/companies/${cast.company("North").id}`, { country: "DE" });
    const eva = await cast.member({ agents: ["Reception"], permissions: { access_crm: true } });
    return new ContactImports(server, cast, eva);
  }

  stop(): Promise<void> {
    return this.server.stop();
  }

  async upload(file: string | Uint8Array, company = this.cast.company("North").id, person = this.eva): Promise<Import> {
    const answer = await person.post("/contact-imports", file, {
      query: { company_id: company, file_name: "kontakte.csv" },
      headers: { "Content-Type": "text/csv" },
    });
    expect(answer).toHaveStatus(201);
    return answer.body;
  }

  async ended(id: string): Promise<Import> {
    for (;;) {
      const { body } = await this.cast.ada.get(`/contact-imports/${id}`);
      if (!["checking", "running", "undoing"].includes(body.state)) return body;
      await setTimeout(20);
    }
  }

  async begin(id: string, what: "check" | "start" | "undo", person = this.eva): Promise<Import> {
    expect(await person.post(`/contact-imports/${id}/${what}`)).toHaveStatus(200);
    return this.ended(id);
  }

  /** Imports the file with what usually belongs to its columns. */
  async imported(file: string | Uint8Array, existing: Import["existing"] = "skip"): Promise<Import> {
    const { id } = await this.upload(file);
    await this.eva.patch(`/contact-imports/${id}`, { existing });
    const done = await this.begin(id, "start");
    expect(done.state).toBe("done");
    expect(done.created + done.updated + done.unchanged + done.skipped + done.refused).toBe(done.rows);
    return done;
  }

  async withPhone(phone: string): Promise<Schemas["Contact"] | undefined> {
    const query = { company_id: this.cast.company("North").id, phone: phone.startsWith("+") ? phone : e164(phone) };
    return (await this.cast.ada.get("/contacts", query)).body.items[0];
  }

  async refusedRows(id: string, person = this.eva): Promise<string[][]> {
    const answer = await person.get(`/contact-imports/${id}/refused.csv`);
    expect(answer).toHaveStatus(200);
    return cellsOf(answer.text).slice(1);
  }
}
