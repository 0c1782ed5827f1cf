import { afterAll, beforeAll, expect, test } from "vitest";
import { signatureHeaders } from "../../fixtures/platforms/signatures.ts";
import { makePlatformCall } from "../../fixtures/platforms/platform-call.ts";
import { webhooksOf } from "../../fixtures/platforms/webhooks.ts";
import { Cast } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { Platform } from "../support/platform.ts";
import { startServer, type Server } from "../support/server.ts";

const ofANetwork = 30;
const ofAKnownNetwork = 600;

let server: Server;
let cast: Cast;
let wire: Client;
beforeAll(async () => {
  server = await startServer({ flags: ["--trusted-proxies", "127.0.0.1"] });
  cast = await Cast.on(server);
  wire = new Client(server);
});
afterAll(() => server.stop());

const bodyOf = () => JSON.stringify(webhooksOf("vapi", makePlatformCall()).at(-1));

/** A delivery that came from this address, by way of the proxy. */
function deliver(platform: Platform, address: string, secret = platform.secret, body = bodyOf()) {
  const headers = { ...signatureHeaders[platform.name](body, secret, new Date()), "X-Forwarded-For": address };
  return wire.send("POST", platform.path, { body, headers, origin: null });
}

async function guess(platform: Platform, address: string, count: number) {
  for (let number = 0; number < count; number++) {
    expect(await deliver(platform, address, `guessed secret ${number}`)).toBeRefused(401, "wrong_signature");
  }
}
const problemOf = async (platform: Platform) =>
  (await cast.ada.get(`/connections/${platform.connection.id}`)).body.last_error?.message;

test("after thirty wrong secrets an address is told to wait, and other addresses are not", async () => {
  const platform = await Platform.connect(cast.ada, "vapi");
  await guess(platform, "203.0.113.7", ofANetwork);
  for (const secret of ["one more guess of many", platform.secret]) {
    const answer = await deliver(platform, "203.0.113.7", secret);
    expect(answer).toBeRefused(429, "too_many_attempts");
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
    expect(Number(answer.headers["retry-after"])).toBeLessThanOrEqual(300);
  }
  expect(await deliver(platform, "203.0.113.8")).toHaveStatus(200);
  expect(await problemOf(platform)).toMatch(/secret/);
});

test("guesses in flight together get no more answers than one after the other", async () => {
  const platform = await Platform.connect(cast.ada, "vapi");
  const answers = await Promise.all(
    Array.from({ length: 3 * ofANetwork }, (_, number) => deliver(platform, "203.0.113.9", `guess ${number} of many`)),
  );
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(ofANetwork);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(2 * ofANetwork);
});

test("a large body with a wrong secret is not read once there were too many", async () => {
  const platform = await Platform.connect(cast.ada, "vapi");
  await guess(platform, "203.0.113.10", ofANetwork);
  const answer = await deliver(platform, "203.0.113.10", "a guess with a large body", `"${"x".repeat(400_000)}"`);
  expect(answer).toBeRefused(429, "too_many_attempts");
});

test("the limit is of one connection, and ends with a new secret", async () => {
  const [platform, other] = [await Platform.connect(cast.ada, "vapi"), await Platform.connect(cast.ada, "vapi")];
  await guess(platform, "203.0.113.11", ofANetwork);
  expect(await deliver(platform, "203.0.113.11")).toHaveStatus(429);
  expect(await deliver(other, "203.0.113.11")).toHaveStatus(200);
  const secret = "the secret that was meant";
  void (await cast.ada.patch(`/connections/${platform.connection.id}`, { secret })).body;
  expect(await deliver(platform, "203.0.113.11", secret)).toHaveStatus(200);
});

test("a /64 of IPv6 is one address", async () => {
  const platform = await Platform.connect(cast.ada, "vapi");
  for (let number = 0; number < ofANetwork; number++) {
    expect(await deliver(platform, `2001:db8:7:7::${number + 1}`, "a guess of a network")).toHaveStatus(401);
  }
  expect(await deliver(platform, "2001:db8:7:7:ffff::1")).toHaveStatus(429);
  expect(await deliver(platform, "2001:db8:7:8::1")).toHaveStatus(200);
});

test("wrong secrets from the platform's own address do not keep its calls out", async () => {
  const platform = await Platform.connect(cast.ada, "vapi");
  expect(await deliver(platform, "203.0.113.12")).toHaveStatus(200);
  await guess(platform, "203.0.113.12", 2 * ofANetwork);
  expect(await deliver(platform, "203.0.113.12")).toHaveStatus(200);
  expect(ofAKnownNetwork).toBeGreaterThan(2 * ofANetwork);
});

test("webhooks that are expired are no guesses", async () => {
  const platform = await Platform.connect(cast.ada, "retell");
  const body = JSON.stringify({ event: "call_started" });
  for (let number = 0; number <= ofANetwork; number++) {
    const longAgo = signatureHeaders.retell(body, platform.secret, new Date(Date.now() - 3_600_000));
    const sent = { body, headers: { ...longAgo, "X-Forwarded-For": "203.0.113.13" }, origin: null };
    expect(await wire.send("POST", platform.path, sent)).toBeRefused(401, "wrong_signature");
  }
  expect(await deliver(platform, "203.0.113.13", platform.secret, body)).toHaveStatus(200);
});

test("the limit tells nothing of which connections exist, and which have a secret", async () => {
  const real = await Platform.connect(cast.ada, "vapi");
  const empty = await Platform.connect(cast.ada, "vapi");
  void (await cast.ada.patch(`/connections/${empty.connection.id}`, { secret: null })).body;
  const deleted = await Platform.connect(cast.ada, "vapi");
  expect(await cast.ada.delete(`/connections/${deleted.connection.id}`)).toHaveStatus(204);
  let network = 100;
  for (const headers of [signatureHeaders.vapi("{}", "a guess of a stranger", new Date()), {}]) {
    const from = { ...headers, "X-Forwarded-For": `203.0.113.${++network}` };
    const send = ({ path }: Platform) => wire.send("POST", path, { body: "{}", headers: from, origin: null });
    for (const platform of [real, empty, deleted]) {
      const statuses: number[] = [];
      for (let number = 0; number < ofANetwork + 2; number++) statuses.push((await send(platform)).status);
      expect(statuses).toEqual([...Array.from({ length: ofANetwork }, () => 401), 429, 429]);
    }
  }
});
