import { cp } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { Ballast, onDisk } from "../support/disk.ts";
import { temporaryFolder } from "../support/folder.ts";
import { memoryOf } from "../support/memory.ts";
import { startServer, type Server } from "../support/server.ts";
import { findContradictions } from "./inspection.ts";

let server: Server;
let ada: Person;
let ballast: Ballast;
const acknowledged: string[] = [];
/** What the log says of the disk, for 16 writes that it refuses. */
let linesOfLost = 0;
beforeAll(async () => {
  const dataFolder = temporaryFolder();
  server = await startServer({ dataFolder, wrapper: onDisk(dataFolder, "size=4m") });
  ballast = new Ballast(server);
  ada = (await Cast.withAda(server)).ada;
});
afterAll(() => server.stop());

const create = async (name: string) => {
  const answer = await ada.post("/companies", { name });
  if (answer.status === 201) acknowledged.push(name);
  return answer;
};
const linesOfFullDisk = () => server.log.filter((line) => /disk is full/i.test(line)).length;
const listed = async () => (await ada.names("/companies")).sort();

describe.sequential("a disk that is full", () => {
  test("is told by 503, to each that waits", async () => {
    await create("Before");
    ballast.load();
    // What is left of the write-ahead log may hold some.
    for (let n = 0; (await create(`Filler ${n}`)).status === 201; n++) expect(n).toBeLessThan(150);

    const before = linesOfFullDisk();
    const answers = await Promise.all(Array.from({ length: 16 }, (_, n) => create(`Lost ${n}`)));
    for (const answer of answers) {
      expect(answer).toBeRefused(503, "unavailable");
      expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
    }
    linesOfLost = linesOfFullDisk() - before;
  });

  test("leaves nothing half made", async () => {
    expect(await listed()).toEqual([...acknowledged].sort());
  });

  test("keeps nobody from reading, and from being told that they are who they are", async () => {
    expect((await ada.get("/session")).body.member?.id).toBe(ada.id);
    expect(await ada.get("/companies")).toHaveStatus(200);
    expect(await new Client(server).get("/session")).toHaveStatus(200);
  });

  test("refuses a sign-in without an answer that would be lost", async () => {
    const answer = await new Client(server).signIn(ada.email, ada.password);
    expect(answer).toBeRefused(503, "unavailable");
    expect(answer.setCookies).toEqual([]);
  });

  test("is told by readiness, not by liveness", async () => {
    const stranger = new Client(server);
    expect(await stranger.send("GET", "/health/live")).toHaveStatus(200);
    expect(await stranger.send("GET", "/health/ready")).toBeRefused(503, "unavailable");
  });

  test("is logged in plain words, at most once for each, without what was to be written", () => {
    const log = server.log.join("\n");
    expect(log).toMatch(/full/i);
    expect(linesOfLost).toBeGreaterThan(0);
    expect(linesOfLost).toBeLessThanOrEqual(16);
    expect(log).not.toMatch(/Lost \d|INSERT/);
  });

  test("costs no memory, however many writes are refused", async () => {
    const write = () => Promise.all(Array.from({ length: 500 }, (_, n) => create(`Lost ${n}`)));
    await write();
    const before = memoryOf(server);
    await write();
    await write();
    expect(memoryOf(server) - before).toBeLessThan(20 * 1024 * 1024);
  });

  test("is over as soon as there is room, without a restart", async () => {
    ballast.drop();
    for (let n = 0; n < 16; n++) expect(await create(`Lost ${n}`)).toHaveStatus(201);
    expect(await listed()).toEqual([...acknowledged].sort());
    expect(await new Client(server).signIn(ada.email, ada.password)).toHaveStatus(201);
    expect(await new Client(server).send("GET", "/health/ready")).toHaveStatus(200);
  });

  test("has lost nothing when the server is killed, and the disk read again", async () => {
    ballast.load();
    for (let n = 0; (await create(`Last ${n}`)).status === 201; n++) expect(n).toBeLessThan(150);
    const copy = temporaryFolder();
    await cp(join(`/proc/${server.pid}/root`, server.dataFolder), copy, {
      recursive: true,
      filter: (file) => !/\/(ballast|control.*)$/.test(file),
    });
    await server.kill();
    server = await startServer({ dataFolder: copy });
    expect(findContradictions(server)).toEqual({});
    const again = new Client(server);
    expect(await again.signIn(ada.email, ada.password)).toHaveStatus(201);
    expect((await again.names("/companies")).sort()).toEqual([...acknowledged].sort());
  });
});
