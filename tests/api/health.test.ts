import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Cast, administrator } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { counter } from "../support/metrics.ts";
import { startServer, type Server } from "../support/server.ts";

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

test("anybody may ask whether the server is there, before set-up too", async () => {
  for (const path of ["/health/live", "/health/ready"]) {
    const answer = await new Client(server).send("GET", path);
    expect(answer).toHaveStatus(200);
    expect(answer.body).toEqual({ status: "ok" });
  }
});

const holdSqlite = `
import sqlite3, sys
database = sqlite3.connect(sys.argv[1], isolation_level=None)
database.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
`;

/** Lets writes of companies wait until the function is called that is returned. */
async function holdWrites({ dataFolder, database }: Server): Promise<() => void> {
  const command =
    database === undefined
      ? (["python3", "-c", holdSqlite, join(dataFolder, "rollcall.db")] as const)
      : (["psql", "--no-psqlrc", "--quiet", database] as const);
  const [program, ...parameters] = command;
  const holder = spawn(program, parameters, { stdio: ["pipe", "pipe", "inherit"] });
  if (database !== undefined) holder.stdin.write("BEGIN; LOCK TABLE companies IN EXCLUSIVE MODE;\n\\echo held\n");
  await once(holder.stdout, "data");
  return () => holder.stdin.end();
}

test("whether the server is there is answered while all handlers wait for the database", async () => {
  const busy = await startServer();
  const { ada } = await Cast.withAda(busy);
  const release = await holdWrites(busy);
  let answered = 0;
  const writes = Array.from({ length: 120 }, async (_, number) => {
    await ada.post("/companies", { name: `Waits ${number}` });
    ++answered;
  });
  await new Promise((waited) => setTimeout(waited, 1_000));

  expect(await new Client(busy).send("GET", "/health/live")).toHaveStatus(200);
  expect(answered).toBe(0);
  release();
  await Promise.all(writes);
  await busy.stop();
});

test("counters are for administrators, and count", async () => {
  const cast = await Cast.withAda(server);
  const eva = await cast.member();
  expect(await new Client(server).send("GET", "/metrics")).toBeRefused(401, "not_signed_in");
  expect(await eva.send("GET", "/metrics")).toBeRefused(403, "forbidden");

  const before = await counter(cast.ada, "rollcall_http_requests_total");
  await eva.get("/session");
  await eva.get("/session");
  // Two of Eva's, and the one that asked before.
  expect((await counter(cast.ada, "rollcall_http_requests_total")) - before).toBe(3);
});

test("counters are text in the Prometheus format and name nobody", async () => {
  const browser = new Client(server);
  await browser.signIn(administrator.email, administrator.password);
  const answer = await browser.send("GET", "/metrics");
  expect(answer.headers["content-type"]).toMatch(/^text\/plain; version=0\.0\.4/);
  for (const line of answer.text.trimEnd().split("\n")) {
    expect(line).toMatch(
      /^(# (HELP|TYPE) (rollcall|process)_\w+ .+|(rollcall|process)_\w+(\{\w+="[^"]*"(,\w+="[^"]*")*\})? [0-9.e+-]+)$/,
    );
  }
  expect(answer.text).not.toMatch(/harbour|ada/i);
});
