import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { gzipSync } from "node:zlib";
import type { Problem } from "../support/answer.ts";
import { Cast } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { Platform } from "../support/platform.ts";
import { Connection } from "../support/raw.ts";
import { freePort, startServer, type Server } from "../support/server.ts";
import { webhooksOf } from "../../fixtures/platforms/webhooks.ts";
import { makePlatformCall } from "../../fixtures/platforms/platform-call.ts";
import { found } from "./calls-of.ts";

let server: Server;
let cast: Cast;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
});
afterAll(() => server.stop());

const head = (...lines: string[]) => `${lines.join("\r\n")}\r\n\r\n`;
const host = () => `Host: 127.0.0.1:${server.port}`;

/** The one answer to these bytes, which must come without more of them. */
async function answerTo(bytes: string | Uint8Array) {
  const connection = await Connection.to(server);
  connection.write(bytes);
  expect(await connection.answered(1, 10_000), "is answered at once").toBe(true);
  connection.close();
  expect(connection.answers).toHaveLength(1);
  return connection.answers[0]!;
}

describe("a target that names the host", () => {
  test.each<[string, () => string]>([
    ["by http", () => `http://127.0.0.1:${server.port}/api/v1/session`],
    ["by https", () => `https://127.0.0.1:${server.port}/api/v1/session`],
    ["in capitals", () => `HTTP://LOCALHOST:${server.port}/api/v1/session`],
    ["by another name", () => "http://other.example/api/v1/session"],
    ["by an IPv6 address", () => "http://[::1]/api/v1/session"],
    ["with an empty port", () => "http://localhost:/api/v1/session"],
  ])("%s is answered as the path alone", async (_, target) => {
    const answer = await answerTo(head(`GET ${target()} HTTP/1.1`, host(), `Cookie: ${cast.ada.cookie}`));
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({ member: { id: cast.ada.id } });
  });

  test.each(["http://calls.example", "http://calls.example/", "https://calls.example?from=mail"])(
    "and has no path means the first page: %s",
    async (target) => {
      const answer = await answerTo(head(`GET ${target} HTTP/1.1`, host()));
      expect(answer.status).toBe(200);
      expect(answer.headers["content-type"]).toMatch(/^text\/html/);
    },
  );

  test("has a query and escapes like any other", async () => {
    const { body } = await answerTo(
      head(
        `GET http://127.0.0.1:${server.port}/api/v1/%63ompanies?lim%69t=1 HTTP/1.1`,
        host(),
        `Cookie: ${cast.ada.cookie}`,
      ),
    );
    expect((JSON.parse(body) as { items: { name: string }[] }).items.map(({ name }) => name)).toHaveLength(1);
  });

  test.each([
    "http:///api/v1/session",
    "http://",
    "http:/api/v1/session",
    "https:api/v1/session",
    "http//127.0.0.1/api/v1/session",
    "http://ada@127.0.0.1/api/v1/session",
    "http://127.0.0.1:8o80/api/v1/session",
    "http://127.0.0.1:808080/api/v1/session",
    "http://[::1/api/v1/session",
    "http://127.0.0.1/../api/v1/session",
    "http://127.0.0.1/api/v1/%2e%2e/session",
    "http://127.0.0.1/api/v1/session#top",
    "ftp://127.0.0.1/api/v1/session",
    "ws://127.0.0.1/api/v1/session",
    "httpx://127.0.0.1/api/v1/session",
  ])("in another form is refused: %s", async (target) => {
    const answer = await answerTo(head(`GET ${target} HTTP/1.1`, host()));
    expect(answer.status).toBe(400);
    expect(answer.headers["connection"]).toBe("close");
  });

  test.each<[string, string[]]>([
    ["without Host", []],
    ["with two", ["Host: a.example", "Host: a.example"]],
    ["with an empty one", ["Host:"]],
    ["with one that is none", ["Host: a.example/b"]],
  ])("%s is refused", async (_, lines) => {
    const answer = await answerTo(head(`GET http://127.0.0.1:${server.port}/api/v1/session HTTP/1.1`, ...lines));
    expect(answer.status).toBe(400);
  });

  test("needs no Host in HTTP/1.0", async () => {
    expect((await answerTo(head("GET http://a.example/health/live HTTP/1.0"))).status).toBe(200);
  });

  describe("decides, and not the Host, from which page a write may come", () => {
    const write = (name: string, authority: string, hostLine: string, origin: string) => {
      const body = JSON.stringify({ name });
      return answerTo(
        head(
          `POST http://${authority}/api/v1/companies HTTP/1.1`,
          `Host: ${hostLine}`,
          `Origin: ${origin}`,
          `Cookie: ${cast.ada.cookie}`,
          "Content-Type: application/json",
          `Content-Length: ${body.length}`,
        ) + body,
      );
    };

    test("to this machine", async () => {
      const here = `localhost:${server.port}`;
      expect((await write("By its target", here, "rebound.example", `http://${here}`)).status).toBe(201);
    });

    test("to another name", async () => {
      const here = `localhost:${server.port}`;
      for (const origin of [`http://${here}`, "http://rebound.example"]) {
        const answer = await write("Rebound", "rebound.example", here, origin);
        expect(answer.status).toBe(403);
        expect((JSON.parse(answer.body) as Problem).code).toBe("foreign_origin");
      }
    });
  });
});

describe("a query that means nothing here is ignored", () => {
  const queries: [string, string][] = [
    ["without anything", "?"],
    ["against caches", "?now=1764331200"],
    ["of parameters that lists have", "?limit=0&cursor=x&limit=1"],
    ["without a value", "?flag"],
    ["with a bad escape", "?%zz"],
    ["with bytes that are no text", "?a=%00&b=%ff"],
    ["with more parameters than anybody needs", `?${"a&".repeat(200)}`],
  ];

  test.each(queries)("by health: %s", async (_, query) => {
    for (const path of ["/health/live", "/health/ready"]) {
      const answer = await answerTo(head(`GET ${path}${query} HTTP/1.1`, host()));
      expect(answer).toMatchObject({ status: 200, body: '{"status":"ok"}' });
    }
  });

  test("by deliveries", async () => {
    const vapi = await Platform.connect(cast.ada, "vapi");
    await vapi.knows(cast.agent("Reception"), makePlatformCall().agent);
    for (const [index, [title, query]] of queries.entries()) {
      const platformCall = makePlatformCall({ customerNumber: `+4930${1_000_000 + index}` });
      for (const delivery of webhooksOf("vapi", platformCall))
        expect(await vapi.deliver(delivery, { query }), title).toHaveStatus(200);
      expect(await found(cast.ada, platformCall), title).toMatchObject({ status: "ended" });
    }
  });

  test("by no other route", async () => {
    for (const path of ["/session", "/companies", "/profile"]) {
      expect(await cast.ada.send("GET", `/api/v1${path}?now=1`), path).toBeRefused(422, "invalid_fields");
    }
    expect((await answerTo(head("GET /api/v1/session?%zz HTTP/1.1", host()))).status).toBe(400);
  });
});

describe("a compressed body", () => {
  let plain = 0;
  const body = gzipSync('{"name":"Compressed"}').toString("latin1");
  const send = (encoding: string[], content = body, target = "/api/v1/companies") =>
    answerTo(
      head(
        `POST ${target} HTTP/1.1`,
        host(),
        `Origin: ${server.address}`,
        `Cookie: ${cast.ada.cookie}`,
        "Content-Type: application/json",
        `Content-Length: ${content.length}`,
        ...encoding.map((value) => `Content-Encoding: ${value}`),
      ) + content,
    );

  test.each<[string, string[]]>([
    ["gzip", ["gzip"]],
    ["GZip in capitals", ["GZip"]],
    ["br", ["br"]],
    ["deflate", ["deflate"]],
    ["zstd", ["zstd"]],
    ["what nobody knows", ["frobnicate"]],
    ["identity and gzip", ["identity, gzip"]],
    ["gzip in a second header", ["identity", "gzip"]],
  ])("is refused, with what would be taken: %s", async (_, encoding) => {
    const answer = await send(encoding);
    expect(answer).toMatchObject({ status: 415, headers: { "accept-encoding": "identity", connection: "close" } });
    const problem = JSON.parse(answer.body) as Problem;
    expect(problem).toMatchObject({ status: 415, code: "unsupported_media_type" });
    expect(problem.detail).toMatch(/compressed/);
    expect(await cast.ada.names("/companies")).not.toContain("Compressed");
  });

  test("is refused of a platform before it is read, and of a stranger", async () => {
    const { id } = (await cast.ada.post("/connections", { platform: "retell", name: "Compressing" })).body;
    for (const target of [`/api/v1/ingest/${id}`, "/api/v1/setup"]) {
      expect((await send(["gzip"], body, target)).status, target).toBe(415);
    }
  });

  test("in chunks is refused, and before the client is told to go on", async () => {
    const answer = await answerTo(
      head(
        "POST /api/v1/companies HTTP/1.1",
        host(),
        `Origin: ${server.address}`,
        `Cookie: ${cast.ada.cookie}`,
        "Transfer-Encoding: chunked",
        "Content-Encoding: gzip",
        "Expect: 100-continue",
      ),
    );
    expect(answer.status).toBe(415);
  });

  test.each<[string, string[]]>([
    ["identity", ["identity"]],
    ["Identity", ["Identity"]],
    ["identity twice", ["identity , identity"]],
    ["nothing", [""]],
  ])("is not what is sent as it is: %s", async (_, encoding) => {
    const name = `Sent as it is, ${++plain}`;
    expect((await send(encoding, JSON.stringify({ name }))).status).toBe(201);
  });

  test("is nothing that a request without a body has", async () => {
    const answer = await answerTo(head("GET /health/live HTTP/1.1", host(), "Content-Encoding: gzip"));
    expect(answer.status).toBe(200);
  });
});

describe("a mistake in a line of a chunked body is refused with the byte that shows it", () => {
  test.each<[string, string]>([
    ["a size ended by a line feed alone", "2\n"],
    ["a size with an extension, ended by a line feed alone", "2;a=b\n"],
    ["a size with a carriage return alone", "2\r{"],
    ["a size that is none", "g"],
    ["an empty size", "\r"],
    ["content followed by a line feed alone", "2\r\n{}\n"],
    ["content followed by a carriage return alone", "2\r\n{}\r0"],
    ["content longer than its size", "2\r\n{}}"],
    ["the last size ended by a line feed alone", "2\r\n{}\r\n0\n"],
    ["the end by a line feed alone", "2\r\n{}\r\n0\r\n\n"],
    ["the end by a carriage return alone", "2\r\n{}\r\n0\r\n\rX"],
    ["a trailer ended by a line feed alone", "2\r\n{}\r\n0\r\nServer-Timing: a\n"],
    ["the end by a line feed alone behind a trailer", "2\r\n{}\r\n0\r\nServer-Timing: a\r\n\n"],
    ["a folded trailer", "2\r\n{}\r\n0\r\nServer-Timing: a\r\n "],
    ["a trailer that begins with a colon", "2\r\n{}\r\n0\r\n:"],
    ["a trailer without a colon", "2\r\n{}\r\n0\r\nServer\r"],
    ["a length as a trailer", "2\r\n{}\r\n0\r\nContent-Length: 2\r"],
    ["a zero byte in an extension", "2;a\0"],
    ["a zero byte in a trailer", "2\r\n{}\r\n0\r\nA: \0"],
    ["more extensions than anybody needs", `2;${"a".repeat(5_000)}`],
    ["more trailers than anybody needs", `0\r\n${"A: b\r\n".repeat(1_000)}`],
  ])("%s", async (_, chunks) => {
    const bytes = head(
      "POST /api/v1/companies HTTP/1.1",
      host(),
      `Origin: ${server.address}`,
      `Cookie: ${cast.ada.cookie}`,
      "Content-Type: application/json",
      "Transfer-Encoding: chunked",
    );
    expect((await answerTo(bytes + chunks)).status, "at one go").toBe(400);
    const connection = await Connection.to(server);
    for (const byte of bytes) connection.write(byte);
    for (const byte of chunks.slice(0, 100)) {
      connection.write(byte);
      await new Promise(setImmediate);
    }
    connection.write(chunks.slice(100));
    expect(await connection.answered(1, 10_000), "byte by byte").toBe(true);
    expect(connection.answers[0]!.status).toBe(400);
    connection.close();
  });
});

describe("a mistake in a line of the head is refused with the byte that shows it", () => {
  test.each<[string, string]>([
    ["a first line ended by a line feed alone", "GET / HTTP/1.1\n"],
    ["a first line ended by a carriage return alone", "GET / HTTP/1.1\rH"],
    ["a header ended by a line feed alone", "GET / HTTP/1.1\r\nHost: a\n"],
    ["a carriage return alone in a header", "GET / HTTP/1.1\r\nHost: a\rb"],
    ["the end by a line feed alone", "GET / HTTP/1.1\r\nHost: a\r\n\n"],
    ["the end by a carriage return alone", "GET / HTTP/1.1\r\nHost: a\r\n\rG"],
  ])("%s", async (_, bytes) => {
    expect((await answerTo(bytes)).status, "at one go").toBe(400);
    const connection = await Connection.to(server);
    for (const byte of bytes) {
      connection.write(byte);
      await new Promise(setImmediate);
    }
    expect(await connection.answered(1, 5_000), "byte by byte").toBe(true);
    connection.close();
  });
});

describe("a base URL, however it is written,", () => {
  test.each([
    ["HTTPS://Calls.Harbour.EXAMPLE", "https://calls.harbour.example"],
    ["https://calls.harbour.example:443/", "https://calls.harbour.example"],
    ["Http://calls.harbour.example:080/", "http://calls.harbour.example"],
    ["https://CALLS.harbour.example:8443/", "https://calls.harbour.example:8443"],
    ["http://[2001:DB8:0::1]:80", "http://[2001:db8::1]"],
  ])("%s is the origin of the page, of cookies and of links", async (written, origin) => {
    const there = await startServer({ port: await freePort(), flags: ["--base-url", written] });
    expect(there.output.join("\n")).toContain(`Rollcall is at ${origin}\n`);
    expect(there.output.join("\n")).toContain(`Set it up here: ${origin}/setup#token=`);
    const { ada } = await Cast.withAda(there);
    const prefix = origin.startsWith("https:") ? "__Host-" : "";
    const names = [...ada.cookies.keys()];
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) expect(name.startsWith("__Host-")).toBe(prefix !== "");

    expect(await ada.post("/companies", { name: "Of the page" }, { origin })).toHaveStatus(201);
    for (const foreign of [`${origin}/`, `${origin}0`, `${origin}.`, there.address, "null"]) {
      expect(await ada.post("/companies", { name: "Foreign" }, { origin: foreign }), foreign).toBeRefused(
        403,
        "foreign_origin",
      );
    }
    const { webhook_url, id } = (await ada.post("/connections", { platform: "vapi", name: "Links" })).body;
    expect(webhook_url).toBe(`${origin}/api/v1/ingest/${id}`);
    const invited = (await ada.post("/members", { name: "Bo", email: "bo@harbour.example", send_invitation: true }))
      .body;
    const { url } = (await ada.post(`/members/${invited.id}/invitation`, { send: false })).body;
    expect(url).toContain(`${origin}/invitation#token=`);
    expect(await new Client(there).signIn(ada.email, ada.password)).toHaveStatus(201);
    await there.stop();
  });
});
