import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { rawRequest } from "../support/raw.ts";
import { startServer, type Server } from "../support/server.ts";

describe.each(["text", "json"])("the log as %s", (format) => {
  let server: Server;
  let cast: Cast;
  let eva: Person;
  const secrets: string[] = [];
  beforeAll(async () => {
    server = await startServer({ flags: ["--log-format", format] });
    secrets.push(await server.setupToken());
    cast = await Cast.on(server);
    eva = await cast.member({ agents: ["Reception"] });
    secrets.push(
      cast.ada.password,
      eva.password,
      cast.ada.cookies.get("rollcall_session")!,
      eva.cookies.get("rollcall_session")!,
    );
  });
  afterAll(() => server.stop());

  test("has a line for each request, with the id that the answer carries", async () => {
    const answers = [
      await eva.get("/session"),
      await eva.get("/agents/unknown"),
      await eva.post("/companies", { name: "No" }),
      await eva.send("GET", "/nowhere/to/be/found", { contract: false }),
      await eva.send("GET", "/api/v1/nowhere"),
    ];
    const ids = answers.map((answer) => answer.headers["x-request-id"]!);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [n, id] of ids.entries()) {
      const line = (await server.logged(new RegExp(`.*${id}.*`)))[0];
      expect(line).toContain(String(answers[n]!.status));
    }
  });

  test("names who asked by no id of the client's making", async () => {
    const answer = await eva.send("GET", "/api/v1/session", { headers: { "X-Request-Id": "chosen-by-the-client" } });
    expect(answer.headers["x-request-id"]).not.toBe("chosen-by-the-client");
    await server.logged(new RegExp(answer.headers["x-request-id"]!));
    expect(server.log.join("\n")).not.toContain("chosen-by-the-client");
  });

  test("cannot be given lines of somebody's own", async () => {
    const answer = await eva.send("GET", "/api/v1/agents/%0a2026-01-01T00:00:00Z%20info%20forged%0d%22%5c");
    expect(answer.status).toBeGreaterThanOrEqual(400);
    await server.logged(new RegExp(answer.headers["x-request-id"]!));
    expect(
      server.log.filter((line) => line.includes("forged") && !line.includes(answer.headers["x-request-id"]!)),
    ).toEqual([]);
  });

  test("holds no secret: no password, cookie or token, however wrongly sent", async () => {
    const browser = new Client(server);
    await browser.signIn(eva.email, "a wrong secret");
    await browser.post("/session", `{"email":"${eva.email}","password":"a secret cut off`);
    await browser.post("/session", { email: eva.email, password: "a secret too much", token: "a secret field" });
    await browser.send("GET", "/api/v1/agents", { query: { token: "a-secret-in-the-query" } });
    await browser.send("GET", "/setup", { query: { token: "a-secret-in-the-query" }, contract: false });
    await eva.send("GET", "/api/v1/agents", { headers: { Authorization: "Bearer a-secret-token" } });
    await eva.put("/profile/password", { current_password: "a wrong secret", password: "a new secret" });
    await rawRequest(server, "GET / HTTP/1.1\r\nCookie: rollcall_session=a-secret-cookie\r\n\r\n");
    await rawRequest(server, "POST /?a-secret-target HTTP/9.9\r\nHost: x\r\n\r\n");
    const last = await browser.get("/session");
    await server.logged(new RegExp(last.headers["x-request-id"]!));

    const log = server.log.join("\n");
    expect(log).not.toMatch(/a[ -](\w+ )?secret/);
    for (const secret of secrets) expect(log).not.toContain(secret);
  });
});

test("the log as json is one object in each line", async () => {
  const server = await startServer({ flags: ["--log-format", "json"] });
  const cast = await Cast.withAda(server);
  await cast.ada.send("GET", "/api/v1/agents/%22quoted%5c%0a%F0%9F%9A%A2");
  await rawRequest(server, "no HTTP at all\r\n\r\n");
  await server.stop();

  expect(server.log.length).toBeGreaterThanOrEqual(3);
  for (const line of server.log) {
    expect(JSON.parse(line)).toMatchObject({
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z$/),
      level: expect.stringMatching(/^(info|warning|error)$/),
    });
  }
});
