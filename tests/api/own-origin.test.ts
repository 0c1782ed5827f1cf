import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast } from "../support/cast.ts";
import { startServer, type Server } from "../support/server.ts";

let server: Server;
let cast: Cast;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.withAda(server);
});
afterAll(() => server.stop());

let written = 0;
const companies = () => cast.ada.names("/companies");

/** A write of a page that was opened at this host, with the cookie of an administrator. */
const write = (host: string, name: string, origin = `http://${host}`) =>
  cast.ada.post("/companies", { name }, { headers: { Host: host }, origin });

describe("without --base-url a write with a cookie", () => {
  test.each(["localhost", "127.0.0.1", "127.4.5.6", "[::1]", "LOCALHOST"])(
    "is taken from a page that was opened at %s",
    async (name) => {
      const host = `${name}:${server.port}`;
      expect(await write(host, `Opened at ${++written} names`)).toHaveStatus(201);
    },
  );

  test.each([
    "rebound.example",
    "rebound.example:8080",
    "localhost.rebound.example",
    "127.0.0.1.rebound.example",
    "192.168.7.20:8080",
    "10.0.0.5",
    "[fe80::1]:8080",
    "0.0.0.0:8080",
  ])("is refused from a page that was opened at %s, with what to do", async (host) => {
    const before = await companies();
    const answer = await write(host, "Rebound");
    expect(answer).toBeRefused(403, "foreign_origin");
    expect(answer.problem.detail).toContain("--base-url");
    expect(await companies()).toEqual(before);
  });

  test("is refused from another page than the one that was asked for", async () => {
    const host = `localhost:${server.port}`;
    for (const origin of ["http://rebound.example", "http://localhost", `http://127.0.0.1:${server.port}`, "null"]) {
      expect(await write(host, "Foreign", origin)).toBeRefused(403, "foreign_origin");
    }
  });

  test("is refused before it is looked who signs in", async () => {
    const answer = await cast.ada.post(
      "/session",
      { email: cast.ada.email, password: cast.ada.password },
      { headers: { Host: "rebound.example" }, origin: "http://rebound.example" },
    );
    expect(answer).toBeRefused(403, "foreign_origin");
  });
});

test("what is read is answered at any address, so that the page can say what is wrong", async () => {
  const answer = await cast.ada.send("GET", "/api/v1/session", { headers: { Host: "192.168.7.20:8080" } });
  expect(answer).toHaveStatus(200);
});
