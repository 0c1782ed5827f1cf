import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { makePlatformCall } from "../../fixtures/platforms/platform-call.ts";
import { signatureHeaders } from "../../fixtures/platforms/signatures.ts";
import { webhooksOf } from "../../fixtures/platforms/webhooks.ts";
import { Cast, type Person } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { at, startInstances } from "../support/instances.ts";
import { Platform } from "../support/platform.ts";
import { ask } from "../support/postgres.ts";
import { Program } from "../support/program.ts";
import type { Server } from "../support/server.ts";
import { Stream } from "../support/stream.ts";

// Limits count over all instances: decision 69.

let instances: [Server, Server];
let cast: Cast;
beforeAll(async () => {
  instances = (await startInstances(2, { flags: ["--trusted-proxies", "127.0.0.1"] })) as [Server, Server];
  cast = await Cast.on(instances[0]);
});
afterAll(async () => {
  await Promise.all(instances.map((instance) => instance.stop()));
});

/** In turn, as a proxy distributes what comes. */
const turn = (number: number) => instances[number % 2]!;
const both = <Result>(ask: (instance: Server) => Promise<Result>) => Promise.all(instances.map(ask));

describe("wrong passwords", () => {
  const guess = (instance: Server, person: Person, address: string, password = "not the password") =>
    new Client(instance, { "X-Forwarded-For": address }).signIn(person.email, password);

  test("of one email are ten at both instances together", async () => {
    const person = await cast.memberNotSignedIn();
    for (let n = 0; n < 10; n++)
      expect(await guess(turn(n), person, `198.51.100.${n}`)).toBeRefused(401, "wrong_credentials");
    for (const answer of await both((instance) => guess(instance, person, "198.51.100.99", person.password)))
      expect(answer).toBeRefused(429, "too_many_attempts");
  });

  test("in flight at both get no more answers than at one", async () => {
    const person = await cast.memberNotSignedIn();
    const answers = await Promise.all(Array.from({ length: 24 }, (_, n) => guess(turn(n), person, `198.51.101.${n}`)));
    expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(10);
  });

  test("of one known browser are ten, and a browser that one instance knows is known to the other", async () => {
    const person = await cast.memberNotSignedIn();
    const browser = await person.elsewhere();
    const other = await person.elsewhere();
    for (const one of [browser, other]) await one.delete("/session");
    for (let n = 0; n < 10; n++) await guess(turn(n), person, `198.51.102.${n}`);
    for (let n = 0; n < 10; n++)
      expect(await at(turn(n), browser).signIn(person.email, "not the password")).toBeRefused(401, "wrong_credentials");
    for (const answer of await both((instance) => at(instance, browser).signIn(person.email, person.password)))
      expect(answer).toBeRefused(429, "too_many_attempts");
    expect(await at(instances[1], other).signIn(person.email, person.password)).toHaveStatus(201);
  });
});

describe("webhooks with a wrong secret", () => {
  function deliver(instance: Server, platform: Platform, address: string, secret = platform.secret) {
    const body = JSON.stringify(webhooksOf("vapi", makePlatformCall()).at(-1));
    const headers = { ...signatureHeaders.vapi(body, secret, new Date()), "X-Forwarded-For": address };
    return new Client(instance).send("POST", platform.path, { body, headers, origin: null });
  }

  test("of one address are thirty at both instances together, and those of others are not refused", async () => {
    const platform = await Platform.connect(cast.ada, "vapi");
    for (let n = 0; n < 30; n++)
      expect(await deliver(turn(n), platform, "203.0.113.7", `guess ${n} of many`)).toBeRefused(401, "wrong_signature");
    for (const answer of await both((instance) => deliver(instance, platform, "203.0.113.7")))
      expect(answer).toBeRefused(429, "too_many_attempts");
    for (const answer of await both((instance) => deliver(instance, platform, "203.0.113.8")))
      expect(answer).toHaveStatus(200);
  });

  test("in flight at both get no more answers than one after the other", async () => {
    const platform = await Platform.connect(cast.ada, "vapi");
    const answers = await Promise.all(
      Array.from({ length: 90 }, (_, n) => deliver(turn(n), platform, "203.0.113.9", `guess ${n} of many`)),
    );
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(30);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(60);
  });

  test("do not keep out an address from which the right one came to the other instance", async () => {
    const platform = await Platform.connect(cast.ada, "vapi");
    expect(await deliver(instances[1], platform, "203.0.113.12")).toHaveStatus(200);
    for (let n = 0; n < 40; n++)
      expect(await deliver(instances[0], platform, "203.0.113.12", `guess ${n} of many`)).toHaveStatus(401);
    expect(await deliver(instances[0], platform, "203.0.113.12")).toHaveStatus(200);
  });

  test("are counted also after a restart", async () => {
    const platform = await Platform.connect(cast.ada, "vapi");
    for (let n = 0; n < 30; n++) await deliver(instances[1], platform, "203.0.113.14", `guess ${n} of many`);
    await instances[1].restart();
    expect(await deliver(instances[1], platform, "203.0.113.14")).toHaveStatus(429);
  });
});

describe("more than ten live streams of one session or API token", () => {
  const open: Stream[] = [];
  const watch = async (client: Client) => {
    const stream = (await Stream.open(client, "/calls/live")).fetch();
    open.push(stream);
    return stream;
  };
  afterEach(() => {
    for (const stream of open.splice(0)) stream.close();
  });
  let calls = 0;
  /** A call of which each of the streams tells. */
  async function reach(streams: Stream[]) {
    const started_at = new Date(Date.UTC(2026, 9, 3, 10, calls++)).toISOString();
    const { id } = (await cast.ada.post("/calls", { agent_id: cast.agent("Reception").id, started_at })).body;
    for (const stream of streams) expect(await stream.says(new RegExp(id))).toBe(true);
  }

  const holders: [string, () => Promise<Client>][] = [
    ["a session", () => cast.member({ agents: ["Reception"] })],
    ["an API token", () => Program.of(cast.ada)],
  ];

  test.each(holders)("of %s at both instances end the oldest, and no other", async (_, holder) => {
    const client = await holder();
    const others = [await watch(at(instances[0], cast.ada)), await watch(at(instances[1], cast.ada))];
    const streams: Stream[] = [];
    for (let n = 0; n < 10; n++) streams.push(await watch(at(turn(n), client)));
    await reach(streams);
    for (let n = 0; n < 3; n++) streams.push(await watch(at(instances[1], client)));
    for (const stream of streams.slice(0, 3)) {
      expect(await stream.ends()).toBe(true);
      expect(stream.isComplete).toBe(true);
    }
    await reach([...streams.slice(3), ...others]);
    for (const stream of [...streams.slice(3), ...others]) expect(stream.isOver).toBe(false);
  });

  test("do not include those that were closed at the other instance", async () => {
    const client = await cast.member({ agents: ["Reception"] });
    const kept = await watch(client);
    const counted = () => ask(cast.server.database!, "SELECT count(*) FROM live_streams")[0];
    await expect.poll(counted, { timeout: 10_000 }).toBe("1");
    const closed: Stream[] = [];
    for (let n = 0; n < 9; n++) closed.push(await watch(at(instances[1], client)));
    expect(counted()).toBe("10");
    for (const stream of closed) stream.close();
    await expect.poll(counted, { timeout: 10_000 }).toBe("1");
    const streams = [kept];
    for (let n = 0; n < 9; n++) streams.push(await watch(at(instances[0], client)));
    await reach(streams);
    for (const stream of streams) expect(stream.isOver).toBe(false);
  });
});
