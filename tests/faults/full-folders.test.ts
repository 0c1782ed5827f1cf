import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast } from "../support/cast.ts";
import { Ballast, onDisk } from "../support/disk.ts";
import { temporaryFolder } from "../support/folder.ts";
import { memoryOf } from "../support/memory.ts";
import { eventually, keptMail } from "../support/outbox.ts";
import { startServer, type Server } from "../support/server.ts";

const megabyte = 1024 * 1024;

let server: Server;
let cast: Cast;
const storage = temporaryFolder();
const dataFolder = temporaryFolder();
const [outbox, incoming] = [join(dataFolder, "outbox"), join(dataFolder, "incoming")];
beforeAll(async () => {
  for (const folder of [outbox, incoming]) mkdirSync(folder);
  const wrapper = [storage, outbox, incoming].flatMap((folder) => onDisk(folder, "size=4m"));
  server = await startServer({ dataFolder, wrapper, flags: ["--storage", storage] });
  cast = await Cast.on(server);
});
afterAll(() => server.stop());

/** A file of contacts of about that many megabytes: from one on it passes through a temporary file. */
const upload = (megabytes: number) =>
  cast.ada.post("/contact-imports", `name\n${`${"Nour".repeat(25)}\n`.repeat(megabytes * 10_000)}`, {
    headers: { "Content-Type": "text/csv" },
    query: { company_id: cast.company("North").id },
  });

const filesIn = (folder: string) => readdirSync(join(`/proc/${server.pid}/root`, folder), { recursive: true }).length;

async function expectRefused(answer: Promise<Awaited<ReturnType<typeof upload>>>) {
  expect(await answer).toBeRefused(503, "unavailable");
  expect(Number((await answer).headers["retry-after"])).toBeGreaterThan(0);
}

describe.sequential("what is full beside the database", () => {
  test("is the storage: a file is refused and leaves nothing, until there is room", async () => {
    const ballast = new Ballast(server, storage);
    expect(await upload(1)).toHaveStatus(201);
    ballast.load();
    const before = filesIn(storage);
    for (const megabytes of [1, 1, 3]) await expectRefused(upload(megabytes));
    expect(filesIn(storage)).toBe(before);
    expect(await cast.newCompany("Written meanwhile")).toMatchObject({ name: "Written meanwhile" });
    ballast.drop();
    expect(await upload(1)).toHaveStatus(201);
  });

  test("is the folder of temporary files: a large file is refused and leaves nothing, until there is room", async () => {
    const ballast = new Ballast(server, incoming);
    ballast.load();
    for (let n = 0; n < 5; n++) await expectRefused(upload(2));
    ballast.drop();
    expect(filesIn(incoming)).toBe(0);
    expect(await upload(1)).toHaveStatus(201);
  });

  test("is the outbox: an email waits, and is kept once there is room", async () => {
    const ballast = new Ballast(server, outbox);
    ballast.load();
    const member = { email: "later@harbour.example", name: "Later", send_invitation: true };
    const { id } = (await cast.ada.post("/members", member)).body;
    const failed = await eventually("A failed attempt", async () => {
      const { items } = (await cast.ada.get("/mail", { limit: 200 })).body;
      return items.find((mail) => mail.recipient_id === id && mail.reason !== null);
    });
    expect(failed).toMatchObject({ state: "queued", reason: "The outbox folder cannot be written." });
    ballast.drop();
    expect(await keptMail(cast.ada, id)).toHaveLength(1);
  });

  test("costs no memory, however often it is refused", async () => {
    const ballasts = [storage, incoming].map((folder) => new Ballast(server, folder));
    for (const ballast of ballasts) ballast.load();
    for (let n = 0; n < 10; n++) await expectRefused(upload(1));
    const before = memoryOf(server);
    for (let n = 0; n < 40; n++) await expectRefused(upload(1));
    expect(memoryOf(server) - before).toBeLessThan(20 * megabyte);
    for (const ballast of ballasts) ballast.drop();
    expect(await upload(1)).toHaveStatus(201);
  });
});
