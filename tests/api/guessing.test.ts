import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { counter } from "../support/metrics.ts";
import { startServer, type Server } from "../support/server.ts";

const inTurn = async <Result>(count: number, action: (n: number) => Promise<Result>) => {
  const results: Result[] = [];
  for (let n = 0; n < count; n++) results.push(await action(n));
  return results;
};

/** Runs the action `count` times, `width` at a time, as fast as they are answered. */
const sideBySide = async (count: number, width: number, action: (n: number) => Promise<void>) => {
  let next = 0;
  const one = async () => {
    while (next < count) await action(next++);
  };
  await Promise.all(Array.from({ length: width }, one));
};

let server: Server;
let cast: Cast;
const start = async (flags: string[] = []) => {
  server = await startServer({ flags });
  cast = await Cast.withAda(server);
};
afterEach(() => server.stop());

const guess = (email: string, password = "not the password", headers: Record<string, string> = {}) =>
  new Client(server, headers).signIn(email, password);

describe("guesses at one address", () => {
  let eva: Person;
  beforeEach(async () => {
    await start();
    eva = await cast.member({ name: "Eva Lindqvist" });
  });

  test("end after ten, also for the right password, while the victim's session goes on", async () => {
    const answers = await inTurn(10, (n) => guess(n % 2 ? eva.email : eva.email.toUpperCase()));
    for (const answer of answers) expect(answer).toBeRefused(401, "wrong_credentials");

    const before = await counter(cast.ada, "rollcall_password_hashes_total");
    for (const password of ["not the password", eva.password]) {
      const refused = await guess(eva.email, password);
      expect(refused).toBeRefused(429, "too_many_attempts");
      expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
      expect(Number(refused.headers["retry-after"])).toBeLessThanOrEqual(15 * 60);
    }
    expect(await counter(cast.ada, "rollcall_password_hashes_total")).toBe(before);

    expect((await eva.get("/session")).body.member?.id).toBe(eva.id);
    expect(await eva.elsewhere().catch((error: Error) => error.message)).toMatch(/429/);
    expect(await guess(cast.ada.email, cast.ada.password)).toHaveStatus(201);
  });

  test("end after ten when thirty come at once", async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => guess(eva.email)));
    const wrong = answers.filter((answer) => answer.status === 401);
    expect(wrong.length).toBeGreaterThan(0);
    expect(wrong.length).toBeLessThanOrEqual(10);
    for (const answer of answers) expect([401, 429]).toContain(answer.status);
    expect((await eva.get("/session")).body.member?.id).toBe(eva.id);
  });

  test("end after ten for an address that nobody has, which so tells nothing", async () => {
    await inTurn(10, () => guess("nobody@harbour.example"));
    expect(await guess("nobody@harbour.example")).toBeRefused(429, "too_many_attempts");
  });

  test("count when they are made in the profile's password form", async () => {
    const wrong = { current_password: "not the password", password: "eight herons in reeds" };
    await inTurn(10, () => eva.put("/profile/password", wrong));
    const right = { current_password: eva.password, password: "eight herons in reeds" };
    expect(await eva.put("/profile/password", right)).toBeRefused(429, "too_many_attempts");
    expect((await eva.get("/session")).body.member?.id).toBe(eva.id);
  });

  test("are failures only: signing in twelve times does not count", async () => {
    await inTurn(12, () => eva.elsewhere());
    expect(await guess(eva.email)).toBeRefused(401, "wrong_credentials");
  });
});

describe("the client's address", () => {
  const from = (address: string) => ({ "X-Forwarded-For": address });
  const addressOf = async (browser: Client) =>
    (await browser.get("/profile/sessions")).body.items.find((session) => session.current)!.address;

  test("has a hundred failures, whatever emails they name; other clients go on", async () => {
    await start(["--trusted-proxies", "127.0.0.1"]);
    await sideBySide(100, 8, async (n) => {
      const answer = await guess(`nobody${n}@harbour.example`, "not the password", from("203.0.113.7"));
      expect(answer).toBeRefused(401, "wrong_credentials");
    });
    const { email, password } = cast.ada;
    expect(await guess(email, password, from("203.0.113.7"))).toBeRefused(429, "too_many_attempts");
    expect(await guess(email, password, from("203.0.113.8"))).toHaveStatus(201);
  }, 300_000);

  test("is what a trusted proxy says, not what the client told the proxy", async () => {
    await start(["--trusted-proxies", "127.0.0.1"]);
    expect(await addressOf(await cast.ada.elsewhere(from("203.0.113.7")))).toBe("203.0.113.7");
    expect(await addressOf(await cast.ada.elsewhere(from("198.51.100.1, 203.0.113.7")))).toBe("203.0.113.7");
    expect(await addressOf(await cast.ada.elsewhere(from("198.51.100.1, 203.0.113.7, 127.0.0.1")))).toBe("203.0.113.7");
    expect(await addressOf(await cast.ada.elsewhere())).toBe("127.0.0.1");
  });

  test("is the peer's when no proxy is trusted, whatever X-Forwarded-For says", async () => {
    await start();
    expect(await addressOf(await cast.ada.elsewhere(from("203.0.113.7")))).toBe("127.0.0.1");
  });

  test("is the peer's when the trusted proxy is another", async () => {
    await start(["--trusted-proxies", "10.0.0.0/8,192.0.2.1"]);
    expect(await addressOf(await cast.ada.elsewhere(from("203.0.113.7")))).toBe("127.0.0.1");
  });
});
