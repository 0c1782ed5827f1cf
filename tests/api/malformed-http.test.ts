import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Problem } from "../support/answer.ts";
import { Cast, type Person } from "../support/cast.ts";
import { Connection, rawRequest } from "../support/raw.ts";
import { startServer, type Server } from "../support/server.ts";

let server: Server;
let ada: Person;
beforeAll(async () => {
  server = await startServer();
  ada = (await Cast.withAda(server)).ada;
});
afterAll(() => server.stop());

afterEach(async () => {
  expect(await ada.get("/session"), "the server goes on serving").toHaveStatus(200);
  expect(await ada.names("/companies"), "nothing was smuggled in").toEqual([]);
});

/** A request's head in lines; `Host` and what signs in are put where they stand for themselves. */
const head = (...lines: string[]) => `${lines.join("\r\n")}\r\n\r\n`;
const host = () => `Host: 127.0.0.1:${server.port}`;
/** What would make the company Smuggled if it were taken for a request. */
const smuggled = () =>
  head(
    "POST /api/v1/companies HTTP/1.1",
    host(),
    `Cookie: ${ada.cookie}`,
    `Origin: ${server.address}`,
    "Content-Type: application/json",
    "Content-Length: 19",
  ) + '{"name":"Smuggled"}';
const post = (...lines: string[]) =>
  head(
    "POST /api/v1/companies HTTP/1.1",
    host(),
    `Cookie: ${ada.cookie}`,
    `Origin: ${server.address}`,
    "Content-Type: application/json",
    ...lines,
  );

/** At most one answer, which refuses; then the connection ends, so that what follows is taken for nothing. */
async function expectRefusedAndClosed(bytes: string, statuses: number[] = [400]) {
  const { answers, closed } = await rawRequest(server, bytes);
  expect(answers.length).toBeLessThanOrEqual(1);
  for (const { status, headers, body } of answers) {
    expect(statuses).toContain(status);
    expect(headers["content-type"]).toBe("application/problem+json");
    expect(headers["connection"]).toBe("close");
    const problem = JSON.parse(body) as Problem;
    expect(problem.status).toBe(status);
    expect(problem.request_id).toBe(headers["x-request-id"]);
  }
  expect(closed).toBe(true);
}

describe("a request whose length can be read in two ways is refused", () => {
  test.each<[string, string[], string?]>([
    ["Transfer-Encoding and Content-Length", ["Content-Length: 5", "Transfer-Encoding: chunked"]],
    ["Content-Length and Transfer-Encoding", ["Transfer-Encoding: chunked", "Content-Length: 5"]],
    ["Transfer-Encoding twice", ["Transfer-Encoding: chunked", "Transfer-Encoding: chunked"]],
    ["Transfer-Encoding twice, once something else", ["Transfer-Encoding: chunked", "Transfer-Encoding: identity"]],
    ["chunked, chunked", ["Transfer-Encoding: chunked, chunked"]],
    ["Transfer-Encoding: identity", ["Transfer-Encoding: identity"]],
    ["Transfer-Encoding: gzip, chunked", ["Transfer-Encoding: gzip, chunked"]],
    ["Transfer-Encoding: chunked, gzip", ["Transfer-Encoding: chunked, gzip"]],
    ["Transfer-Encoding: xchunked", ["Transfer-Encoding: xchunked"]],
    ['Transfer-Encoding: "chunked"', ['Transfer-Encoding: "chunked"']],
    ["Transfer-Encoding: chunked;a=b", ["Transfer-Encoding: chunked;a=b"]],
    ["an empty Transfer-Encoding", ["Transfer-Encoding:"]],
    ["Transfer-Encoding with a comma behind", ["Transfer-Encoding: chunked,"]],
    ["a vertical tab before chunked", ["Transfer-Encoding: \x0bchunked"]],
    ["a space before the colon", ["Transfer-Encoding : chunked"]],
    ["Transfer_Encoding folded over two lines", ["Transfer-Encoding:", " chunked"]],
    ["two Content-Lengths", ["Content-Length: 5", "Content-Length: 6"]],
    ["two equal Content-Lengths", ["Content-Length: 0", "Content-Length: 0"]],
    ["a list of Content-Lengths", ["Content-Length: 5, 5"]],
    ["Content-Length: +5", ["Content-Length: +5"]],
    ["Content-Length: -5", ["Content-Length: -5"]],
    ["Content-Length: 0x5", ["Content-Length: 0x5"]],
    ["Content-Length: 5.0", ["Content-Length: 5.0"]],
    ["Content-Length: 5 5", ["Content-Length: 5 5"]],
    ["an empty Content-Length", ["Content-Length:"]],
    ["Content-Length: five", ["Content-Length: five"]],
    ["a Content-Length beyond 64 bits", ["Content-Length: 18446744073709551617"]],
    ["a space before Content-Length's colon", ["Content-Length : 5"]],
  ])("%s", async (_, lines) => {
    await expectRefusedAndClosed(post(...lines) + "0\r\n\r\n" + smuggled(), [400, 413, 501]);
  });

  test("Transfer-Encoding on HTTP/1.0", async () => {
    await expectRefusedAndClosed(
      post("Transfer-Encoding: chunked").replace("HTTP/1.1", "HTTP/1.0") + "0\r\n\r\n" + smuggled(),
    );
  });

  test.each<[string, string]>([
    ["a size that is none", "x\r\n"],
    ["a negative size", "-1\r\n"],
    ["a size with a plus", "+2\r\n{}\r\n0\r\n\r\n"],
    ["a size with 0x", "0x2\r\n{}\r\n0\r\n\r\n"],
    ["a size with a space before", " 2\r\n{}\r\n0\r\n\r\n"],
    ["a size beyond 64 bits", "10000000000000002\r\n{}\r\n0\r\n\r\n"],
    ["a size of seventeen digits and more", `${"f".repeat(40)}\r\n{}\r\n0\r\n\r\n`],
    ["an empty size", "\r\n{}\r\n0\r\n\r\n"],
    ["a size ended by a line feed alone", "2\n{}\r\n0\r\n\r\n"],
    ["a chunk longer than its size", "2\r\n{}{}\r\n0\r\n\r\n"],
    ["a chunk without a line end", "2\r\n{}0\r\n\r\n"],
    ["a chunk ended by a line feed alone", "2\r\n{}\n0\r\n\r\n"],
  ])("a chunk with %s", async (_, chunks) => {
    await expectRefusedAndClosed(post("Transfer-Encoding: chunked") + chunks + smuggled());
  });
});

describe("a head that is no good HTTP is refused", () => {
  const get = (...lines: string[]) => head("GET /api/v1/session HTTP/1.1", ...lines);

  test.each<[string, () => string]>([
    ["no Host", () => get()],
    ["an empty Host", () => get("Host:")],
    ["two Hosts", () => get(host(), host())],
    ["two different Hosts", () => get(host(), "Host: evil.example")],
    ["a Host with a path", () => get("Host: rollcall.example/x")],
    ["a Host with a user", () => get("Host: ada@rollcall.example")],
    ["a Host with a space", () => get("Host: rollcall example")],
    ["a list of Hosts", () => get("Host: a.example, b.example")],
    ["a Host with a port that is none", () => get("Host: rollcall.example:http")],
    ["a folded line", () => get(host(), "X-Long: one", " two")],
    ["a line folded by a tab", () => get(host(), "X-Long: one", "\ttwo")],
    ["a first line that is folded", () => head("GET /api/v1/session HTTP/1.1", " Host: rollcall.example")],
    ["line feeds alone", () => get(host()).replaceAll("\r\n", "\n")],
    ["a line feed alone after one header", () => get(host(), "X-One: 1\nX-Two: 2")],
    ["a carriage return alone in a value", () => get(host(), "X-One: a\rb")],
    ["a zero byte in a value", () => get(host(), "X-One: a\0b")],
    ["a zero byte in a name", () => get(host(), "X\0One: a")],
    ["a delete character in a value", () => get(host(), "X-One: a\x7fb")],
    ["a space before a colon", () => get(host(), "X-One : a")],
    ["a space in a name", () => get(host(), "X One: a")],
    ["a line without a colon", () => get(host(), "X-One")],
    ["a line without a name", () => get(host(), ": a")],
    ["brackets in a name", () => get(host(), "X[One]: a")],
    ["a byte beyond ASCII in a name", () => get(host(), "X-Ön: a")],
    ["an address of another kind for a target", () => head("GET ftp://evil.example/api/v1/session HTTP/1.1", host())],
    ["an address with a user for a target", () => head("GET http://ada@evil.example/api/v1/session HTTP/1.1", host())],
    ["an address for a target without Host", () => head("GET http://evil.example/api/v1/session HTTP/1.1")],
    ["a host and port for a target", () => head("CONNECT rollcall.example:443 HTTP/1.1", host())],
    ["an asterisk for a target", () => head("OPTIONS * HTTP/1.1", host())],
    ["a target without a slash", () => head("GET api/v1/session HTTP/1.1", host())],
    ["a bad percent-encoding", () => head("GET /api/v1/%zz HTTP/1.1", host())],
    ["a percent-encoding cut short", () => head("GET /api/v1/% HTTP/1.1", host())],
    ["a percent-encoding cut after a digit", () => head("GET /api/v1/agents/%4 HTTP/1.1", host())],
    ["an encoded zero byte", () => head("GET /api/v1/agents/a%00b HTTP/1.1", host())],
    ["an encoded byte that is no UTF-8", () => head("GET /api/v1/agents/%ff HTTP/1.1", host())],
    ["an overlong encoded slash", () => head("GET /api/v1/agents/%c0%af HTTP/1.1", host())],
    ["a bad percent-encoding in the query", () => head("GET /api/v1/agents?cursor=%zz HTTP/1.1", host())],
    ["no UTF-8 in the query", () => head("GET /api/v1/agents?cursor=%fe HTTP/1.1", host())],
    ["a space in the target", () => head("GET /api/v1/ses sion HTTP/1.1", host())],
    ["a fragment in the target", () => head("GET /api/v1/session#top HTTP/1.1", host())],
    ["bytes beyond ASCII in the target", () => head("GET /api/v1/sessi\xf6n HTTP/1.1", host())],
    ["a control character in the target", () => head("GET /api/v1/\x01 HTTP/1.1", host())],
    ["two dots in the target", () => head("GET /assets/../../etc/passwd HTTP/1.1", host())],
    ["two encoded dots in the target", () => head("GET /assets/%2e%2e/%2E%2E/etc/passwd HTTP/1.1", host())],
    ["a dot in the target", () => head("GET /api/./v1/session HTTP/1.1", host())],
    ["no method", () => head("/api/v1/session HTTP/1.1", host())],
    ["a method that is none", () => head("G@T /api/v1/session HTTP/1.1", host())],
    ["a method with a zero byte", () => head("GE\0T /api/v1/session HTTP/1.1", host())],
    ["no version", () => head("GET /api/v1/session", host())],
    ["HTTP/0.9", () => "GET /api/v1/session\r\n"],
    ["HTTP/2.0", () => head("GET /api/v1/session HTTP/2.0", host())],
    ["HTTP/1.2", () => head("GET /api/v1/session HTTP/1.2", host())],
    ["HTTP/1.10", () => head("GET /api/v1/session HTTP/1.10", host())],
    ["http/1.1 in small letters", () => head("GET /api/v1/session http/1.1", host())],
    ["FTP/1.1", () => head("GET /api/v1/session FTP/1.1", host())],
    ["two spaces before the version", () => head("GET /api/v1/session  HTTP/1.1", host())],
    ["a tab between", () => head("GET\t/api/v1/session HTTP/1.1", host())],
    ["the beginning of HTTP/2", () => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"],
    ["the beginning of TLS", () => "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".padEnd(200, "\x00") + "\r\n\r\n"],
    ["an answer", () => head("HTTP/1.1 200 OK", host())],
  ])("%s", async (_, request) => {
    await expectRefusedAndClosed(request() + smuggled(), [400, 405, 505]);
  });

  test("over 16 kB, or of a thousand lines", async () => {
    await expectRefusedAndClosed(get(host(), `X-Long: ${"x".repeat(20_000)}`), [400, 431]);
    await expectRefusedAndClosed(get(host(), ...Array.from({ length: 5_000 }, (_, n) => `X-${n}: y`)), [400, 431]);
    await expectRefusedAndClosed(head(`GET /${"x".repeat(20_000)} HTTP/1.1`, host()), [400, 414, 431]);
  });

  test("over a megabyte without an end", async () => {
    await expectRefusedAndClosed(
      `GET /api/v1/session HTTP/1.1\r\n${host()}\r\nX-Long: ${"x".repeat(1_000_000)}`,
      [400, 431],
    );
  });
});

describe("an expectation", () => {
  test("that nobody knows is refused", async () => {
    await expectRefusedAndClosed(post("Expect: the-unexpected", "Content-Length: 2") + "{}", [417]);
  });

  test("to go on is met before the body is sent", async () => {
    const connection = await Connection.to(server);
    connection.write(post("Expect: 100-continue", "Content-Length: 2"));
    expect(await connection.answered(1)).toBe(true);
    expect(connection.answers[0]!.status).toBe(100);
    connection.write("{}");
    expect(await connection.answered(2)).toBe(true);
    expect(connection.answers[1]!.status).toBe(422);
    connection.close();
  });

  test("to go on with a body over the limit is refused at once", async () => {
    await expectRefusedAndClosed(post("Expect: 100-continue", "Content-Length: 1000000"), [413]);
  });
});

describe("a body over the limit", () => {
  test("is refused before it has come", async () => {
    await expectRefusedAndClosed(post("Content-Length: 1000000000"), [413]);
  });

  test("in chunks is refused when it goes over", async () => {
    const chunk = `10000\r\n${"x".repeat(0x10000)}\r\n`;
    await expectRefusedAndClosed(post("Transfer-Encoding: chunked") + chunk.repeat(6), [413]);
  });
});
