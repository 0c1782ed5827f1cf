import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { counter } from "../support/metrics.ts";
import { startServer, type Server } from "../support/server.ts";

let server: Server;
let cast: Cast;
beforeAll(async () => {
  server = await startServer({ flags: ["--trusted-proxies", "127.0.0.1"] });
  cast = await Cast.withAda(server);
});
afterAll(() => server.stop());

// Each from another address, so that only the limit of the email is reached.
let strangers = 0;
const stranger = () => new Client(server, { "X-Forwarded-For": `198.51.100.${strangers++ % 250}` });
const guess = (person: Person) => stranger().signIn(person.email, "not the password");

/** Uses up the limit that all unknown devices share. */
async function lockOutStrangers(person: Person) {
  for (let n = 0; n < 10; n++) expect(await guess(person)).toBeRefused(401, "wrong_credentials");
  expect(await stranger().signIn(person.email, person.password)).toBeRefused(429, "too_many_attempts");
}

/** A browser in which the person has signed in and out. */
async function signedOut(person: Person) {
  const browser = await person.elsewhere();
  expect(await browser.delete("/session")).toHaveStatus(204);
  expect([...browser.cookies.keys()]).toEqual(["rollcall_device"]);
  return browser;
}

describe("a browser in which a member signed in before", () => {
  test("signs in while strangers use up their limit, and has a limit of its own", async () => {
    const eva = await cast.member();
    const browser = await signedOut(eva);
    const other = await signedOut(eva);
    await lockOutStrangers(eva);
    expect(await browser.signIn(eva.email, eva.password)).toHaveStatus(201);

    await browser.delete("/session");
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => browser.copy().signIn(eva.email, "not the password")),
    );
    const wrong = answers.filter((answer) => answer.status === 401);
    expect(wrong.length).toBeGreaterThan(0);
    expect(wrong.length).toBeLessThanOrEqual(10);
    for (let n = wrong.length; n < 10; n++) await browser.signIn(eva.email, "not the password");
    expect(await browser.signIn(eva.email, eva.password)).toBeRefused(429, "too_many_attempts");
    expect(await other.signIn(eva.email, eva.password)).toHaveStatus(201);
  });

  test("is known to that member only, and a made-up cookie to nobody", async () => {
    const [eva, jose] = [await cast.member(), await cast.member()];
    const ofJose = await signedOut(jose);
    const made = new Client(server);
    made.cookies.set("rollcall_device", "A".repeat(43));
    await lockOutStrangers(eva);
    for (const browser of [ofJose, made]) {
      expect(await browser.signIn(eva.email, eva.password)).toBeRefused(429, "too_many_attempts");
    }
  });

  test("is known to both who share it", async () => {
    const [eva, jose] = [await cast.member(), await cast.member()];
    const browser = await signedOut(eva);
    expect(await browser.signIn(jose.email, jose.password)).toHaveStatus(201);
    await browser.delete("/session");
    await lockOutStrangers(eva);
    await lockOutStrangers(jose);
    expect(await browser.signIn(eva.email, eva.password)).toHaveStatus(201);
    expect(await browser.signIn(jose.email, jose.password)).toHaveStatus(201);
  });

  test("is one in which the account was set up", async () => {
    const browser = new Client(server);
    browser.cookies.set("rollcall_device", cast.ada.cookies.get("rollcall_device")!);
    await lockOutStrangers(cast.ada);
    expect(await browser.signIn(cast.ada.email, cast.ada.password)).toHaveStatus(201);
  });

  test("counts no guesses of strangers when the signed-in member changes the password", async () => {
    const eva = await cast.member();
    await lockOutStrangers(eva);
    const changed = { current_password: eva.password, password: "nine swans on the sound" };
    expect(await eva.put("/profile/password", changed)).toHaveStatus(204);
    await eva.delete("/session");
    expect(await eva.signIn(eva.email, changed.password)).toHaveStatus(201);
  });

  test.each<[string, (eva: Person, browser: Client) => Promise<unknown>]>([
    ["the member signs out everywhere", (eva) => eva.delete("/profile/sessions")],
    [
      "an administrator sets the password",
      (eva) => cast.ada.put(`/members/${eva.id}/password`, { password: eva.password }),
    ],
    [
      "the member was suspended",
      async (eva) => {
        await cast.ada.put(`/members/${eva.id}/suspension`);
        await cast.ada.delete(`/members/${eva.id}/suspension`);
      },
    ],
    [
      "its session is ended from another",
      async (eva, browser) => {
        const sessions = (await browser.get("/profile/sessions")).body.items;
        const session = sessions.find(({ current }) => current)!;
        const laptop = await eva.elsewhere();
        expect(await laptop.delete(`/profile/sessions/${session.id}`)).toHaveStatus(204);
      },
    ],
    [
      "the session after a new password is ended from another",
      async (eva, browser) => {
        const passwords = { current_password: eva.password, password: "an anchor at low tide" };
        expect(await browser.put("/profile/password", passwords)).toHaveStatus(204);
        eva.password = passwords.password;
        const sessions = (await browser.get("/profile/sessions")).body.items;
        const session = sessions.find(({ current }) => current)!;
        const laptop = new Client(server);
        expect(await laptop.signIn(eva.email, eva.password)).toHaveStatus(201);
        expect(await laptop.delete(`/profile/sessions/${session.id}`)).toHaveStatus(204);
      },
    ],
  ])("is unknown again when %s", async (_, end) => {
    const eva = await cast.member();
    const browser = await eva.elsewhere();
    await end(eva, browser);
    await lockOutStrangers(eva);
    expect(await browser.signIn(eva.email, eva.password)).toBeRefused(429, "too_many_attempts");
  });
});

test("a hundred guesses under way from one network delay the sign-in of another by a few hashes", async () => {
  const eva = await cast.memberNotSignedIn();
  const hashes = () => counter(cast.ada, "rollcall_password_hashes_total");
  const flood = Array.from({ length: 100 }, (_, n) =>
    new Client(server, { "X-Forwarded-For": "203.0.113.66" }).signIn(`nobody-${n}@harbour.example`, "not the password"),
  );
  const start = await hashes();
  while ((await hashes()) < start + 2);
  // Of a network 52 may wait. They alternate with those of another, and some follow until the answer is read, of which the
  // busy machine decides; none of several sign-ins waits for most of them.
  const delays: number[] = [];
  for (const network of ["203.0.113.5", "198.51.100.5", "192.0.2.5"]) {
    const before = await hashes();
    const browser = new Client(server, { "X-Forwarded-For": network });
    expect(await browser.signIn(eva.email, eva.password)).toHaveStatus(201);
    delays.push((await hashes()) - before);
  }
  expect(Math.max(...delays)).toBeLessThanOrEqual(25);
  expect(Math.min(...delays)).toBeLessThanOrEqual(6);

  const answers = await Promise.all(flood);
  const refused = answers.filter((answer) => answer.status === 429);
  expect(refused.length).toBeGreaterThan(0);
  for (const answer of answers) expect([401, 429]).toContain(answer.status);
  for (const answer of refused) expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
});

describe("X-Forwarded-For from a peer that is not trusted", () => {
  const forwarded = { "X-Forwarded-For": "198.51.100.9" };
  const notice = async (person: Client) => {
    const browser = new Client(person.server, forwarded);
    for (const [name, value] of person.cookies) browser.cookies.set(name, value);
    return (await browser.get("/session")).body.untrusted_proxy;
  };

  test("warns in the log once, and tells administrators in their session", async () => {
    const other = await startServer({ flags: ["--trusted-proxies", "10.9.8.0/24"] });
    const made = await Cast.withAda(other);
    const { ada } = made;
    const eva = await made.member();
    expect(await notice(ada)).toBe("127.0.0.1");
    expect(await notice(eva)).toBeUndefined();
    expect((await ada.get("/session")).body.untrusted_proxy).toBeUndefined();
    await new Client(other, forwarded).get("/session");
    await other.logged(/127\.0\.0\.1 with X-Forwarded-For.*--trusted-proxies/);
    expect(other.log.filter((line) => line.includes("X-Forwarded-For"))).toHaveLength(1);
    await other.stop();
  });

  test("says nothing where the peer is trusted", async () => {
    expect(await notice(cast.ada)).toBeUndefined();
    expect(server.log.filter((line) => line.includes("X-Forwarded-For"))).toEqual([]);
  });
});
