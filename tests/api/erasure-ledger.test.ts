import {
  copyFileSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Schemas } from "../support/answer.ts";
import { entriesOf, newFile, newPlace, runAt, signedIn, type Place } from "../support/backups.ts";
import { Cast, Person } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { runBeside } from "../support/command.ts";
import { temporaryFolder } from "../support/folder.ts";
import { Platform } from "../support/platform.ts";
import { administer, nameOf, onPostgres } from "../support/postgres.ts";
import { startServer, type Server } from "../support/server.ts";
import { runSql } from "../support/sql.ts";
import { storedOf } from "../support/stored.ts";
import { makePlatformCall } from "../../fixtures/platforms/platform-call.ts";

const ledgerOf = (server: { dataFolder: string }) => join(server.dataFolder, "erasures.log");
const linesOf = (file: string) => readFileSync(file, "utf8").split("\n").slice(1, -1);
const kindsIn = (file: string) => linesOf(file).map((line) => line.split(" ")[1]);

/** Waits until it is so, for as long as an erasure may take. */
async function until(isSo: () => boolean | Promise<boolean>) {
  const end = Date.now() + 60_000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`Not within a minute: ${isSo}`);
    await new Promise((go) => setTimeout(go, 200));
  }
}

async function erase(ada: Person, phone: string): Promise<Schemas["Erasure"]> {
  const answer = await ada.post("/erasures", { phone });
  expect(answer).toHaveStatus(202);
  return answer.body as Schemas["Erasure"];
}
const isErased = async (ada: Person, id: string) =>
  (await ada.get("/erasures", { limit: 200 })).body.items.find((one) => one.id === id)?.erased_at !== null;

const serve = ({ dataFolder, database }: Place, flags: string[]) =>
  startServer({ dataFolder, flags, ...(database === undefined ? {} : { database }) });

describe("the ledger of erasures", () => {
  let server: Server;
  let cast: Cast;
  beforeAll(async () => {
    server = await startServer();
    cast = await Cast.on(server);
    return () => server.stop();
  });

  test("has each erasure before it is answered, in a private file that does not tell who it was", async () => {
    const file = ledgerOf(server);
    expect(linesOf(file)).toEqual([]);
    const person = await cast.memberNotSignedIn();
    await cast.ada.delete(`/members/${person.id}`);
    expect(kindsIn(file)).toEqual(["member"]);
    await erase(cast.ada, "+493012340001");
    expect(kindsIn(file)).toEqual(["member", "number"]);
    const text = readFileSync(file, "utf8");
    for (const told of [person.id, person.name, person.email, "12340001"]) expect(text).not.toContain(told);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const { output } = await runBeside(server, ["check"]);
    expect(output).toMatch(/^ok +ledger of erasures: .*whole, with the erasures of 1 members and 1 phone numbers\.$/m);
  });

  test("that cannot be written loses no erasure: it has it before that is recorded as done, also after kill -9", async () => {
    const file = ledgerOf(server);
    const before = linesOf(file).length;
    const person = await cast.memberNotSignedIn();
    renameSync(file, `${file}.away`);
    // As after kill -9 between the commit and the line.
    expect(await cast.ada.delete(`/members/${person.id}`)).toHaveStatus(200);
    const { id } = await erase(cast.ada, "+493012340002");
    await server.logged(/ledger of erasures .* cannot be written: No such file/);
    await server.logged(/Erasing removed members failed and will be tried again: The ledger of erasures/);
    expect(await isErased(cast.ada, id)).toBe(false);
    await server.kill();
    renameSync(`${file}.away`, file);
    expect(linesOf(file).length).toBe(before);
    await server.startAgain();
    await until(() => isErased(cast.ada, id));
    await until(() => linesOf(file).length === before + 2);
    const entries = async () => (await cast.ada.get("/audit-entries", { subject_id: person.id })).body.items;
    await until(async () => (await entries()).some(({ action }) => action === "member.erased"));
  });

  test("whose last line a crash has cut off is completed; one that is gone has all erasures of the database", async () => {
    const file = ledgerOf(server);
    const all = linesOf(file).sort();
    await server.kill();
    truncateSync(file, statSync(file).size - 40);
    await server.startAgain();
    await server.logged(/last line of the ledger of erasures .* was cut off/);
    await until(() => linesOf(file).length === all.length);
    expect(linesOf(file).sort()).toEqual(all);
    await server.stop();
    rmSync(file);
    await server.startAgain();
    await until(() => linesOf(file).length === all.length);
    expect(linesOf(file).sort()).toEqual(all);
  });

  test("that was replaced by an empty file gets no line that could not be read later", async () => {
    const file = ledgerOf(server);
    const whole = readFileSync(file, "utf8");
    writeFileSync(file, "");
    const person = await cast.memberNotSignedIn();
    expect(await cast.ada.delete(`/members/${person.id}`)).toHaveStatus(200);
    await server.logged(/erasures\.log is no ledger of erasures of this key file any more/);
    expect(readFileSync(file, "utf8")).toBe("");
    writeFileSync(file, whole);
    await until(() => linesOf(file).length === whole.split("\n").length - 1);
  });

  test("names a line that is damaged, and serves; of another key file it is refused in one line", async () => {
    const file = ledgerOf(server);
    const whole = readFileSync(file, "utf8");
    await server.stop();
    writeFileSync(file, whole.replace(" member ", " nember "));
    await server.startAgain();
    await server.logged(/Line 2 of the ledger of erasures .* is damaged/);
    const before = whole.split("\n").length;
    await until(() => readFileSync(file, "utf8").split("\n").length === before + 1); // what the database knows
    const damaged = await runBeside(server, ["check"]);
    expect(damaged.output).toMatch(/^wrong +ledger of erasures: Line 2 .* delete these lines and start the server/m);
    await server.stop();
    writeFileSync(file, whole.replace(/ \w+\n/, " 0123456789abcdef\n"));
    await expect(server.startAgain()).rejects.toThrow(
      /rollcall: The ledger of erasures .* was written with another key file\./,
    );
    writeFileSync(file, whole);
    await server.startAgain();
  });
});

/** People whom a backup has, and who are erased after it was made. */
class Crowd {
  readonly traces = ["zyxqledger"];
  readonly cast: Cast;
  readonly server: Server;
  member!: Person;
  readonly numbers: string[] = [];
  private count = 0;

  private constructor(server: Server, cast: Cast) {
    this.server = server;
    this.cast = cast;
  }

  static async on(server: Server): Promise<Crowd> {
    const crowd = new Crowd(server, await Cast.on(server));
    const { cast } = crowd;
    await cast.ada.patch(`/companies/${cast.company("North").id}`, { country: "DE" });
    const vapi = await Platform.connect(cast.ada, "vapi");
    await vapi.knows(cast.agent("Reception"), "reception-at-the-platform");
    crowd.member = await cast.member({ name: "Wilhelmina zyxqledger" });
    // Has the address that an administrator gets where a replay has removed the last one.
    const { id } = (
      await cast.ada.post("/members", {
        email: "administrator@rollcall.invalid",
        name: "Taken",
        job_title: null,
        password: "a taken address",
        role: "member",
        permissions: {},
        agent_ids: [],
        company_ids: [],
        send_invitation: false,
      })
    ).body;
    await cast.ada.put(`/members/${id}/suspension`);
    await cast.newContact("North", { name: "Nour zyxqledger", phone: crowd.next() });
    await cast.newContact("South", { name: "Olga zyxqledger", phone: crowd.next(), do_not_call: true });
    await cast.ada.post("/do-not-call", { phone: crowd.next(), reason: "zyxqledger" });
    const company_id = cast.company("North").id;
    const filter = { search: crowd.next().replace("+49", "0") };
    await cast.ada.post("/segments", { company_id, name: "One person", kind: "filter", filter });
    const turns = [{ role: "caller" as const, text: "My boat is the zyxqledger.", start: 0, end: 2 }];
    await vapi.report(makePlatformCall({ customerNumber: crowd.next(), turns, summary: "zyxqledger" }));
    await cast.ada.post("/calls", {
      agent_id: cast.agent("Reception").id,
      started_at: new Date().toISOString(),
      from_number: crowd.next().replace("+49", "0"),
      summary: "zyxqledger",
    });
    const rows = `Name,Phone\r\nzyxqledger,${crowd.numbers[0]!}\r\nzyxqledger,12\r\n`;
    const query = { company_id, file_name: "zyxqledger.csv" };
    await cast.ada.post("/contact-imports", Buffer.from(rows), { query, headers: { "Content-Type": "text/csv" } });
    await vapi.deliver({ message: { type: "speech-update", note: "zyxqledger", customer: { number: crowd.next() } } });
    return crowd;
  }

  private next(): string {
    const phone = `+4930985${1000 + ++this.count}`;
    this.numbers.push(phone);
    this.traces.push(phone.slice(3));
    return phone;
  }

  async eraseAll() {
    const receipts = [];
    for (const phone of this.numbers) receipts.push(await erase(this.cast.ada, phone));
    expect(await this.cast.ada.delete(`/members/${this.member.id}`)).toHaveStatus(200);
    for (const { id } of receipts) await until(() => isErased(this.cast.ada, id));
    await until(() => storedOf(this.server, this.traces).length === 0);
  }
}

describe("a backup from before an erasure", () => {
  let server: Server;
  let crowd: Crowd;
  let file: string;
  beforeAll(async () => {
    server = await startServer();
    crowd = await Crowd.on(server);
    // As by a clock that was set back later: made before the backup, with a time after the erasure.
    await server.stop();
    const later = Date.now() + 3_600_000;
    runSql(server, `UPDATE contacts SET created_at = ${later} WHERE name LIKE 'Nour%'`);
    await server.startAgain();
    file = newFile();
    expect(await runAt(server, ["backup", file])).toMatchObject({ code: 0, log: "" });
    expect(entriesOf(file).filter((name) => name.includes("erasures.log"))).toEqual([]);
    await crowd.eraseAll();
    return () => server.stop();
  });
  const restored = async (parameters: string[], place = newPlace(server)) => {
    const ended = await runAt(place, ["restore", file, ...parameters]);
    return { place, ...ended };
  };

  test("is restored without those who were erased since, to the last byte, and so it stays", async () => {
    const { place, code, output, log } = await restored(["--erasures-file", ledgerOf(server)]);
    expect(log).toBe("");
    expect(code).toBe(0);
    expect(output).toMatch(
      /erasures\.log was replayed\. Removed again: 1 member\. Erased again: 7 phone numbers, with /,
    );
    expect(output).toMatch(/with 2 contacts, 2 calls and the files of 1 import\.$/m);
    expect(output).toMatch(/^Start the server with --erasures-file .*erasures\.log too\.$/m);
    expect(storedOf(place, crowd.traces)).toEqual([]);

    const again = await serve(place, ["--erasures-file", ledgerOf(server)]);
    expect(again.log.join("\n")).not.toMatch(/restored database/);
    const ada = await signedIn(crowd.cast.ada, again);
    const { email, password } = crowd.member;
    expect(await new Client(again).signIn(email, password)).toHaveStatus(401);
    expect(await ada.get(`/members/${crowd.member.id}`)).toHaveStatus(404);
    expect((await ada.get("/do-not-call", { limit: 200 })).body.items.map(({ phone }) => phone)).toEqual([null, null]);
    const { items } = (await ada.get("/audit-entries", { subject_id: crowd.member.id })).body;
    expect(items.find(({ action }) => action === "member.removed")).toMatchObject({ actor_kind: "command_line" });
    // What a platform reports late of a call from before stays without personal data.
    const erasures = (await ada.get("/erasures", { limit: 200 })).body.items;
    expect(erasures.length).toBe(crowd.numbers.length);
    for (const { erased_at } of erasures) expect(erased_at).not.toBeNull();
    await again.stop();
  });

  test("is not restored without a ledger unless that is wanted, and says plainly that they are back", async () => {
    const place = newPlace(server);
    rmSync(ledgerOf(place));
    const refused = await restored([], place);
    expect(refused.code).toBe(1);
    expect(refused.log).toMatch(
      /^rollcall: There is no ledger of erasures .*erasures\.log, so who .*--without-erasures\.$/,
    );
    expect(readdirSync(place.dataFolder)).toEqual(["secret.key"]);
    const { code, output } = await restored(["--without-erasures"], place);
    expect(code).toBe(0);
    expect(output).toMatch(
      /^There is no ledger of erasures at .*erasures\.log: members and numbers erased .* again\.$/m,
    );
    expect(storedOf(place, crowd.traces)).toEqual(crowd.traces);
  });

  test("is not restored, and nothing is left, with a ledger that is damaged or of another key file", async () => {
    const [damaged, foreign, cutOff] = ["damaged", "foreign", "cut-off"].map((name) =>
      join(temporaryFolder(), `${name}.log`),
    ) as [string, string, string];
    const text = readFileSync(ledgerOf(server), "utf8");
    writeFileSync(damaged, text.replace(/ number /, " nunber "));
    writeFileSync(foreign, text.replace(/ \w+\n/, " 0123456789abcdef\n"));
    writeFileSync(cutOff, text.slice(0, -40));
    for (const [ledger, refusal] of [
      [damaged, /^rollcall: Line \d+ of the ledger of erasures .* is damaged, so who was erased .*$/],
      [cutOff, /^rollcall: The last line of the ledger of erasures .* is cut off, so who was erased .*$/],
      [foreign, /^rollcall: The ledger of erasures .* was written with another key file\. .*$/],
    ] as const) {
      const before = readFileSync(ledger, "utf8");
      const { place, code, log } = await restored(["--erasures-file", ledger]);
      expect(log).toMatch(refusal);
      expect(code).toBe(1);
      expect(readFileSync(ledger, "utf8")).toBe(before);
      expect(storedOf(place, crowd.traces)).toEqual([]);
    }
  });

  test("has the last administrator removed too, and another one who needs the command line", async () => {
    const { ada } = crowd.cast;
    const ines = await crowd.cast.member({ role: "administrator" });
    expect(await ines.delete(`/members/${ada.id}`)).toHaveStatus(200);
    const { place, output } = await restored(["--erasures-file", ledgerOf(server)]);
    expect(output).toMatch(/Removed again: 2 members\./);
    expect(output).toMatch(
      /^No administrator was left, .*: rollcall reset-password administrator-2@rollcall\.invalid gives/m,
    );
    expect(storedOf(place, [ada.email])).toEqual([]);
    const reset = await runAt(place, ["reset-password", "administrator-2@rollcall.invalid"]);
    const password = /is (\S+)$/m.exec(reset.output)![1]!;
    const again = await serve(place, ["--erasures-file", ledgerOf(server)]);
    expect(await new Client(again).signIn("administrator-2@rollcall.invalid", password)).toHaveStatus(201);
    await again.stop();
  });
});

describe("a database that was put back by hand", () => {
  test("has nobody who was erased since, when the server has started, but whom was entered again", async () => {
    const server = await startServer();
    const crowd = await Crowd.on(server);
    await server.stop();
    const copy = onPostgres ? `${nameOf(server.database!)}_copy` : join(temporaryFolder(), "copy.db");
    const database = join(server.dataFolder, "rollcall.db");
    if (onPostgres) administer(`CREATE DATABASE ${copy} TEMPLATE ${nameOf(server.database!)}`);
    else copyFileSync(database, copy);
    await server.startAgain();
    await crowd.eraseAll();
    await server.stop();
    if (onPostgres) {
      administer(`DROP DATABASE ${nameOf(server.database!)}`);
      administer(`ALTER DATABASE ${copy} RENAME TO ${nameOf(server.database!)}`);
    } else {
      for (const end of ["", "-wal", "-shm"]) rmSync(database + end, { force: true });
      copyFileSync(copy, database);
    }
    // By its time, the contact was entered again after the erasure.
    const later = Date.now() + 3_600_000;
    runSql(server, `UPDATE contacts SET created_at = ${later} WHERE name LIKE 'Nour%'`);
    expect(storedOf(server, crowd.traces)).toEqual(crowd.traces);
    await server.startAgain();
    await server.logged(/Removed 1 members of a restored database again/);
    await server.logged(new RegExp(`Erased ${crowd.numbers.length} phone numbers from a restored database again`));
    expect(await crowd.member.get("/agents")).toHaveStatus(401);
    const [nour, ...gone] = crowd.numbers;
    const found = async (phone: string) => (await crowd.cast.ada.get("/contacts", { phone })).body.items.length;
    expect(await found(nour!)).toBe(1);
    await until(() => storedOf(server, gone).length === 0);
    await server.restart();
    expect(server.log.join("\n")).not.toMatch(/restored database/);
    await server.stop();
  });
});
