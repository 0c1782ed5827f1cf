import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast } from "../support/cast.ts";
import { administer, addressOf } from "../support/postgres.ts";
import { Cluster } from "../support/postgres-pair.ts";
import { refusalOf } from "../support/refused-start.ts";
import { startServer, type Server } from "../support/server.ts";

const database = "harbour";
let cluster: Cluster;
let server: Server;
let cast: Cast;
beforeAll(async () => {
  cluster = await Cluster.primary();
  cluster.ask(`CREATE DATABASE ${database}`);
  server = await startServer({ database: cluster.addressOf(database) });
  cast = await Cast.on(server);
  await cast.ada.get("/companies");
  await cluster.stop();
  // What it has is old from now on: another one would be the primary.
  writeFileSync(join(cluster.data, "standby.signal"), "");
  await cluster.start();
});
afterAll(async () => {
  await server.stop();
  await cluster.stop();
});

describe("a PostgreSQL that comes back as a standby", () => {
  const standby = /it is a standby, which cannot be written to: name the primary in ROLLCALL_DATABASE/;

  test("is neither read nor written to, and the log says why", async () => {
    const logged = server.log.length;
    expect((await cast.ada.send("GET", "/api/v1/companies")).status).toBe(503);
    expect(server.log.slice(logged).join("\n")).toMatch(standby);
    expect((await cast.ada.send("POST", "/api/v1/companies", { body: { name: "Harbour" } })).status).toBe(503);
  });

  test("stops a start with one line", async () => {
    expect(await refusalOf(cluster.addressOf(database))).toMatch(standby);
  });

  test("is passed over where the address names the primary too", async () => {
    administer(`CREATE DATABASE ${database}`);
    const folder = new URLSearchParams(addressOf(database).split("?")[1]).get("host")!;
    const both = `postgres://rollcall@/${database}?host=127.0.0.1,${folder}&port=${cluster.port},5432`;
    const other = await startServer({ database: both });
    await Cast.on(other);
    await other.stop();
  });

  test("is used again without a restart once it is promoted", async () => {
    await cluster.promote();
    expect((await cast.ada.send("POST", "/api/v1/companies", { body: { name: "Harbour" } })).status).toBe(201);
  });
});
