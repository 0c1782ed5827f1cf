import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Answer } from "../support/answer.ts";
import { Cast } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { eventually, keptMail } from "../support/outbox.ts";
import { startServer, type Server } from "../support/server.ts";
import { FailingCalls } from "./failing-calls.ts";
import { findContradictions } from "./inspection.ts";
import { Writers } from "./writers.ts";

let server: Server;
let cast: Cast;
let writers: Writers;
const calls = new FailingCalls();
beforeAll(async () => {
  server = await startServer(calls.options);
  cast = await Cast.on(server);
  writers = await Writers.on(cast);
});
afterAll(() => server.kill());

/** All kinds of writes at once, for that time. */
function writeFor(milliseconds: number) {
  const end = Date.now() + milliseconds;
  return writers.write(() => Date.now() > end);
}

const refused = (answers: Answer[]) => {
  for (const answer of answers) {
    expect(answer).toBeRefused(503, "unavailable");
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
  }
  return answers.splice(0).length;
};

const upload = () =>
  cast.ada.post("/contact-imports", "name\nNour\n", {
    headers: { "Content-Type": "text/csv" },
    query: { company_id: cast.company("North").id },
  });

describe.sequential("a disk that cannot sync the log of the database", () => {
  test("acknowledges nothing", async () => {
    await writeFor(500);
    expect(writers.refusals).toEqual([]);
    const { writes } = writers;
    expect(writes).toBeGreaterThan(0);

    calls.fail(server, "posix/io/sync/fdatasync", "EIO");
    await writeFor(500);
    expect(writers.writes).toBe(writes);
    expect(refused(writers.refusals)).toBeGreaterThan(0);
    expect(await new Client(server).signIn(cast.ada.email, cast.ada.password)).toBeRefused(503, "unavailable");
    expect(server.log.join("\n")).toMatch(/disk I\/O error/);
  });

  test("leaves nothing of what it refused, and lets everybody read", async () => {
    expect(await writers.findLosses()).toEqual([]);
    expect(await cast.ada.get("/companies")).toHaveStatus(200);
    expect(await new Client(server).send("GET", "/health/ready")).toBeRefused(503, "unavailable");
  });

  test("is used again as soon as it works", async () => {
    calls.succeed(server);
    const { writes } = writers;
    await writeFor(500);
    expect(writers.writes).toBeGreaterThan(writes);
    expect(writers.refusals).toEqual([]);
    await eventually("Readiness", async () => {
      const { status } = await new Client(server).send("GET", "/health/ready");
      return status === 200 ? true : undefined;
    });
    expect(await writers.findLosses()).toEqual([]);
    expect(findContradictions(server)).toEqual({});
  });

  test("has lost nothing that was acknowledged when the server is killed after failures and successes in turn", async () => {
    for (let turn = 0; turn < 6; turn++) {
      if (turn % 2 === 0) calls.fail(server, "posix/io/sync/fdatasync", "EIO");
      else calls.succeed(server);
      await writeFor(200);
    }
    refused(writers.refusals);
    await server.kill();
    await server.startAgain();
    expect(findContradictions(server)).toEqual({});
    expect(await writers.findLosses()).toEqual([]);
  });

  test("killed before it works again, may have the last writes that it refused, but whole", async () => {
    calls.fail(server, "posix/io/sync/fdatasync", "EIO");
    await writeFor(200);
    refused(writers.refusals);
    await server.kill();
    calls.succeedAfterRestart();
    await server.startAgain();
    expect(findContradictions(server)).toEqual({});
    expect((await writers.findLosses()).filter((loss) => loss.startsWith("lost"))).toEqual([]);
  });
});

describe.sequential("a disk that cannot sync files", () => {
  test("takes no file that is uploaded, and keeps nothing of it", async () => {
    calls.fail(server, "posix/io/sync/fsync", "EIO");
    expect(await upload()).toBeRefused(503, "unavailable");
    expect(await upload()).toBeRefused(503, "unavailable");
    calls.succeed(server);
    expect((await cast.ada.get("/contact-imports")).body.items).toEqual([]);
    expect(await upload()).toHaveStatus(201);
  });

  test("is not said to keep an email: it is tried again", async () => {
    calls.fail(server, "posix/io/sync/fsync", "EIO");
    const member = { email: "later@harbour.example", name: "Later", send_invitation: true };
    const { id } = (await cast.ada.post("/members", member)).body;
    const email = async () =>
      (await cast.ada.get("/mail", { limit: 200 })).body.items.find((one) => one.recipient_id === id);
    const waiting = await eventually("A failed attempt", async () => {
      const found = await email();
      return found?.reason ? found : undefined;
    });
    expect(waiting).toMatchObject({ state: "queued", reason: "The outbox folder cannot be written." });
    calls.succeed(server);
    expect(await keptMail(cast.ada, id)).toHaveLength(1);
  });
});
