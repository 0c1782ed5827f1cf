import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Random } from "../../fixtures/random.ts";
import type { Schemas } from "../support/answer.ts";
import { Cast } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { temporaryFolder } from "../support/folder.ts";
import { eventually } from "../support/outbox.ts";
import { Connection } from "../support/raw.ts";
import { smallPage } from "../support/page.ts";
import { run, startServer, type Server } from "../support/server.ts";
import { storedOf } from "../support/stored.ts";
import { Stream } from "../support/stream.ts";
import { findContradictions, inspect } from "./inspection.ts";
import { Writers } from "./writers.ts";

/** Running requests get 10 s (`stop_timeout`); the rest is for a busy machine. */
const longestEnd = 30_000;

async function expectEnd(server: Server) {
  const late = sleep(longestEnd, "still running", { ref: false });
  expect(await Promise.race([server.ended, late])).toBe(0);
}

type Outcome = "whole" | "refused" | "cut off";

/** Whether an answer that began has come to its end. */
function read(person: Client, path: string, agent: Agent): Promise<Outcome> {
  return new Promise((told) => {
    let hasBegun = false;
    const headers = { Cookie: person.cookie };
    const message = request(`${person.server.address}/api/v1${path}`, { agent, headers }, (incoming) => {
      hasBegun = true;
      incoming.resume();
      incoming.on("error", () => {});
      incoming.on("close", () => told(incoming.complete ? "whole" : "cut off"));
    });
    message.on("error", () => hasBegun || told("refused"));
    message.end();
  });
}

async function readUntilRefused(person: Client, path: string, outcomes: Outcome[]) {
  const agent = new Agent({ keepAlive: true });
  for (let outcome: Outcome = "whole"; outcome === "whole";) outcomes.push((outcome = await read(person, path, agent)));
}

describe("SIGTERM under load", () => {
  let server: Server;
  let cast: Cast;
  let writers: Writers;
  beforeAll(async () => {
    server = await startServer();
    cast = await Cast.on(server);
    writers = await Writers.on(cast);
  });
  afterAll(() => server.stop());

  test.each(["once", "twice", "again and again"])(
    "%s: what was accepted is answered, and the rest is refused",
    async (times) => {
      const outcomes: Outcome[] = [];
      const live = await Stream.open(cast.ada, "/calls/live");
      const idle = await Connection.to(server);
      const work = [
        writers.write(() => false),
        ...["/contacts.csv", "/calls.csv", "/members?limit=200", "/usage.csv?from=2026-01-01&to=2026-12-31&by=day"].map(
          (path) => readUntilRefused(cast.ada, path, outcomes),
        ),
      ];
      const signIns = Array.from({ length: 3 }, () => new Client(server).signIn(cast.ada.email, cast.ada.password));
      await Promise.race(signIns);
      // The server has read them when it answers what is asked later.
      expect(await new Client(server).send("GET", "/health/live")).toHaveStatus(200);
      server.signal("SIGTERM");
      if (times !== "once") server.signal("SIGTERM");
      const repeating = setInterval(() => server.signal("SIGTERM"), times === "again and again" ? 5 : 1_000_000);
      await expectEnd(server);
      clearInterval(repeating);

      await Promise.all(work);
      for (const answer of await Promise.all(signIns)) expect(answer).toHaveStatus(201);
      expect(outcomes).not.toContain("cut off");
      expect(outcomes.filter((outcome) => outcome === "whole").length).toBeGreaterThan(0);
      expect(writers.refusals.map((answer) => answer.text)).toEqual([]);
      expect(await live.ends()).toBe(true);
      expect(live.isComplete).toBe(true);
      expect(await idle.closes(10_000)).toBe(true);

      await server.startAgain();
      expect(await writers.findLosses()).toEqual([]);
      expect(writers.storedWithoutAnswer).toBe(0);
      expect(findContradictions(server)).toEqual({});
    },
  );

  test("does not wait for long for a body that does not arrive", async () => {
    const connection = await Connection.to(server);
    const head = ["POST /api/v1/companies HTTP/1.1", `Host: 127.0.0.1:${server.port}`, `Cookie: ${cast.ada.cookie}`];
    head.push(`Origin: ${server.address}`, "Content-Type: application/json", "Content-Length: 1000");
    connection.write(`${head.join("\r\n")}\r\n\r\n{"name":"`);
    await sleep(200);
    server.signal("SIGTERM");
    await expectEnd(server);
    expect(await connection.closes(10_000)).toBe(true);
    await server.startAgain();
  });
});

test("SIGTERM and kill -9 at any moment of the first start, with all its migrations, leave a folder that starts", async () => {
  const random = new Random(15);
  const dataFolder = temporaryFolder();
  const ends: (string | number)[] = [];
  for (let attempt = 0; attempt < 14; attempt++) {
    const starting = run(["serve", "--listen", "127.0.0.1:0", "--data", dataFolder, "--page", smallPage()]);
    await sleep(random.below(20 + attempt * 25));
    starting.process.kill(attempt % 2 === 0 ? "SIGTERM" : "SIGKILL");
    ends.push(await starting.ended);
  }
  // Before the first statements of the program, SIGTERM ends it as any other.
  for (const end of ends) expect([0, "SIGTERM", "SIGKILL"]).toContain(end);
  const server = await startServer({ dataFolder });
  await Cast.withAda(server);
  expect(findContradictions(server)).toEqual({});
  await server.stop();
});

test("SIGTERM during an import and an erasure: both go on after the start, and end as if nothing had happened", async () => {
  const rows = 12_000;
  const server = await startServer();
  const cast = await Cast.on(server);
  const { ada } = cast;
  const query = { company_id: cast.company("North").id, file_name: "many.csv" };
  const lines = Array.from({ length: rows }, (_, n) => `Contact ${n},+4930${2_000_000 + n}\n`);
  const headers = { "Content-Type": "text/csv" };
  const { id } = (await ada.post("/contact-imports", `name,phone\n${lines.join("")}`, { query, headers })).body;
  await cast.newContact("South", { name: "zyxqwv", phone: "+493098100007" });
  void (await ada.post(`/contact-imports/${id}/start`)).body;
  const erasure = (await ada.post("/erasures", { phone: "+493098100007" })).body as Schemas["Erasure"];

  const imported = async () => (await ada.get(`/contact-imports/${id}`)).body;
  for (const part of [0, 0.4]) {
    await eventually("Progress", async () => ((await imported()).rows_done > rows * part ? true : undefined));
    server.signal("SIGTERM");
    await expectEnd(server);
    await server.startAgain();
  }
  const done = await eventually("The import", async () => {
    const one = await imported();
    return one.state === "done" ? one : undefined;
  });
  expect(done).toMatchObject({ rows, created: rows, refused: 0 });
  const [contacts] = inspect(server, [
    "SELECT count(*), count(DISTINCT phone) FROM contacts WHERE phone LIKE '+4930%'",
  ]);
  expect(contacts).toEqual([[rows, rows]]);
  const isErased = async () => {
    const { items } = (await ada.get("/erasures")).body;
    return items.find((one) => one.id === erasure.id)!.erased_at ?? undefined;
  };
  await eventually("The erasure", isErased, 60_000);
  expect(storedOf(server, ["zyxqwv", "+493098100007"])).toEqual([]);
  await server.stop();
});
