import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { Ballast, onDisk } from "../support/disk.ts";
import { temporaryFolder } from "../support/folder.ts";
import { startServer, type Server } from "../support/server.ts";

let server: Server;
let ada: Person;
let ballast: Ballast;
const acknowledged: string[] = [];
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
const listed = async () => (await ada.names("/companies")).sort();

describe.sequential("a disk that is full", () => {
  test("is told by 503, to each that waits", async () => {
    await create("Before");
    ballast.load();
    // What is left of the write-ahead log may hold some.
    for (let n = 0; (await create(`Filler ${n}`)).status === 201; n++) expect(n).toBeLessThan(150);

    const answers = await Promise.all(Array.from({ length: 16 }, (_, n) => create(`Lost ${n}`)));
    for (const answer of answers) expect(answer).toBeRefused(503, "unavailable");
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

  test("is logged once for each in plain words, without what was to be written", () => {
    const log = server.log.join("\n");
    expect(log).toMatch(/full/i);
    expect(log).not.toMatch(/Lost \d|INSERT/);
  });

  test("is over as soon as there is room, without a restart", async () => {
    ballast.drop();
    for (let n = 0; n < 16; n++) expect(await create(`Lost ${n}`)).toHaveStatus(201);
    expect(await listed()).toEqual([...acknowledged].sort());
    expect(await new Client(server).signIn(ada.email, ada.password)).toHaveStatus(201);
    expect(await new Client(server).send("GET", "/health/ready")).toHaveStatus(200);
  });
});
