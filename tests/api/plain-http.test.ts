import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { exchange } from "../support/exchange.ts";
import { Connection, rawRequest } from "../support/raw.ts";
import { startServer, type Server } from "../support/server.ts";

let server: Server;
let ada: Person;
beforeAll(async () => {
  server = await startServer();
  ada = (await Cast.withAda(server)).ada;
});
afterAll(() => server.stop());

const head = (...lines: string[]) => `${lines.join("\r\n")}\r\n\r\n`;
const signedIn = () => [`Host: 127.0.0.1:${server.port}`, `Cookie: ${ada.cookie}`, `Origin: ${server.address}`];
const create = (name: string, ...lines: string[]) => {
  const body = JSON.stringify({ name });
  const length = `Content-Length: ${Buffer.byteLength(body)}`;
  return (
    head("POST /api/v1/companies HTTP/1.1", ...signedIn(), "Content-Type: application/json", length, ...lines) + body
  );
};

describe("requests sent one after another without waiting", () => {
  test("are answered in their order, each once", async () => {
    const connection = await Connection.to(server);
    const names = Array.from({ length: 30 }, (_, n) => `Pipe ${n}`);
    connection.write(names.map((name) => create(name)).join(""));
    expect(await connection.answered(30)).toBe(true);
    expect(connection.answers.map(({ status }) => status)).toEqual(Array(30).fill(201));
    expect(connection.answers.map(({ body }) => (JSON.parse(body) as { name: string }).name)).toEqual(names);
    connection.close();
  });

  test("keep that order where a slow answer comes before a quick one", async () => {
    const signIn = JSON.stringify({ email: ada.email, password: ada.password });
    const slow =
      head(
        "POST /api/v1/session HTTP/1.1",
        `Host: 127.0.0.1:${server.port}`,
        `Origin: ${server.address}`,
        "Content-Type: application/json",
        `Content-Length: ${signIn.length}`,
      ) + signIn;
    const quick = head("GET /health/live HTTP/1.1", ...signedIn());
    const connection = await Connection.to(server);
    connection.write(slow + quick + quick);
    expect(await connection.answered(3)).toBe(true);
    expect(connection.answers.map(({ status }) => status)).toEqual([201, 200, 200]);
    connection.close();
  });

  test("are not answered after one that closes", async () => {
    const { answers, closed } = await rawRequest(server, create("Last", "Connection: close") + create("Too late"));
    expect(answers.map(({ status }) => status)).toEqual([201]);
    expect(closed).toBe(true);
    expect(await ada.names("/companies")).not.toContain("Too late");
  });

  test("may come byte by byte", async () => {
    const connection = await Connection.to(server);
    for (const byte of create("Drop by drop")) {
      connection.write(byte);
      await new Promise(setImmediate);
    }
    expect(await connection.answered(1)).toBe(true);
    expect(connection.answers[0]!.status).toBe(201);
    connection.close();
  });
});

describe("a body in chunks", () => {
  const chunked = (...chunks: string[]) =>
    head(
      "POST /api/v1/companies HTTP/1.1",
      ...signedIn(),
      "Content-Type: application/json",
      "Transfer-Encoding: chunked",
      "Connection: close",
    ) + chunks.join("");

  test.each<[string, string, string[]]>([
    ["as one piece", "Chunk 1", ['12\r\n{"name":"Chunk 1"}\r\n', "0\r\n\r\n"]],
    ["in pieces", "Chunk 2", ['9\r\n{"name":"\r\n', '9\r\nChunk 2"}\r\n', "0\r\n\r\n"]],
    ["with sizes in capitals and zeros before", "Chunk 3 abc", ['0016\r\n{"name":"Chunk 3 abc"}\r\n', "000\r\n\r\n"]],
    ["with an extension", "Chunk 4", ['12;note="x"\r\n{"name":"Chunk 4"}\r\n', "0\r\n\r\n"]],
  ])("%s is put together", async (_, name, chunks) => {
    const { answers } = await rawRequest(server, chunked(...chunks));
    expect(answers.map(({ status }) => status)).toEqual([201]);
    expect(await ada.names("/companies")).toContain(name);
  });

  test("that stops in the middle makes nothing", async () => {
    const connection = await Connection.to(server);
    connection.write(chunked('14\r\n{"name":"Half a comp'));
    connection.close();
    await ada.get("/session");
    expect(await ada.names("/companies")).not.toContain("Half a comp");
  });
});

describe("HEAD", () => {
  test.each(["/", "/api/v1/session", "/health/live", "/assets/index-4f2a.js"])(
    "is answered as GET, without the body: %s",
    async (path) => {
      const get = await exchange(server.address, { method: "GET", path });
      const { status, headers, body } = await exchange(server.address, { method: "HEAD", path });
      expect(status).toBe(get.status);
      expect(headers["content-length"]).toBe(get.headers["content-length"]);
      expect(headers["content-type"]).toBe(get.headers["content-type"]);
      expect(Number(headers["content-length"])).toBe(get.body.length);
      expect(body.length).toBe(0);
    },
  );

  test("leaves the connection in step", async () => {
    const { text } = await rawRequest(
      server,
      head("HEAD /health/live HTTP/1.1", ...signedIn()) + create("After HEAD", "Connection: close"),
    );
    const [first, second] = text.split("\r\n\r\n");
    expect(first).toMatch(/^HTTP\/1\.1 200 /);
    expect(second).toMatch(/^HTTP\/1\.1 201 /);
  });
});

describe("a method that a path does not have", () => {
  test.each([
    ["OPTIONS", "/api/v1/session", "GET, HEAD, POST, DELETE"],
    ["TRACE", "/api/v1/session", "GET, HEAD, POST, DELETE"],
    ["PUT", "/api/v1/session", "GET, HEAD, POST, DELETE"],
    ["FROBNICATE", "/api/v1/session", "GET, HEAD, POST, DELETE"],
    ["get", "/api/v1/session", "GET, HEAD, POST, DELETE"],
    ["POST", "/health/live", "GET, HEAD"],
    ["DELETE", "/api/v1/companies", "GET, HEAD, POST"],
    ["POST", "/api/v1/companies/unknown", "GET, HEAD, PATCH, DELETE"],
    ["PUT", "/api/v1/agents/unknown", "GET, HEAD, PATCH, DELETE"],
    ["GET", "/api/v1/profile/password", "PUT"],
  ])("%s %s is answered 405 with those it has", async (method, path, allow) => {
    const { answers } = await rawRequest(
      server,
      head(`${method} ${path} HTTP/1.1`, ...signedIn(), "Connection: close"),
    );
    expect(answers).toHaveLength(1);
    const { status, headers, body } = answers[0]!;
    expect(status).toBe(405);
    expect(headers["allow"]!.split(/, */).sort()).toEqual(allow.split(", ").sort());
    expect(JSON.parse(body)).toMatchObject({ code: "method_not_allowed", status: 405 });
  });

  test("TRACE never sends a request back", async () => {
    const { answers } = await rawRequest(server, head("TRACE / HTTP/1.1", ...signedIn(), "Connection: close"));
    expect(JSON.stringify(answers)).not.toContain(ada.cookies.get("rollcall_session"));
  });
});

describe("HTTP/1.0", () => {
  test("is answered, and the connection closed", async () => {
    const { answers, closed } = await rawRequest(server, "GET /health/live HTTP/1.0\r\n\r\n");
    expect(answers.map(({ status }) => status)).toEqual([200]);
    expect(closed).toBe(true);
  });
});

test("connections that come and go in thousands leave the server well", async () => {
  for (let round = 0; round < 20; round++) {
    const connections = await Promise.all(Array.from({ length: 100 }, () => Connection.to(server)));
    for (const [n, connection] of connections.entries()) {
      if (n % 2) connection.write("POST /api/v1/companies HTTP/1.1\r\nHost: x");
      connection.close();
    }
  }
  expect(await ada.get("/session")).toHaveStatus(200);
});
