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

test("whether the server is there is answered without a look at who asks", async () => {
  const program = new Client(server, { Authorization: "Bearer rollcall_nobodys" });
  expect(await program.send("GET", "/health/live")).toHaveStatus(200);
  expect(await program.send("GET", "/health/ready")).toBeRefused(401, "not_signed_in");
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
