import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { startServer, type Server } from "../support/server.ts";

let server: Server;
let cast: Cast;
let eva: Person;
beforeAll(async () => {
  server = await startServer({ flags: ["--trusted-proxies", "127.0.0.1"] });
  cast = await Cast.withAda(server);
  eva = await cast.memberNotSignedIn();
});
afterAll(() => server.stop());

/** The token of a session that has just been started, and of the device. */
async function start(person: Person = eva) {
  const browser = await person.elsewhere();
  return { session: browser.cookies.get("rollcall_session")!, device: browser.cookies.get("rollcall_device")! };
}
/** A browser that sends these cookies, in this order. */
const browserWith = (...pairs: string[]) => new Client(server, { Cookie: pairs.join("; ") });
const signedInAs = async (browser: Client) => (await browser.get("/session")).body.member?.id;
const cleared = (setCookies: string[]) =>
  setCookies.filter((cookie) => /Max-Age=0/.test(cookie)).map((cookie) => cookie.split("=")[0]);

// What other programs of the host keep under the same names; the last looks like a token of ours.
const foreign = ["eyJfZnJlc2giOmZhbHNlfQ.Z0fQ.x-Yz", "", '"quoted"', "s%3Aabc.def", "A".repeat(43)];

describe("several cookies of one name", () => {
  test("are tried until one is that of a session", async () => {
    const { session } = await start();
    const ended = await start();
    await browserWith(`rollcall_session=${ended.session}`).delete("/session");
    const others = [...foreign, ended.session].map((value) => `rollcall_session=${value}`);
    for (const position of [0, 3, others.length]) {
      const pairs = others.toSpliced(position, 0, `rollcall_session=${session}`);
      expect(await signedInAs(browserWith(...pairs))).toBe(eva.id);
    }
    expect(await signedInAs(browserWith(...others))).toBeUndefined();
  });

  test("sign in as the first that has a session", async () => {
    const [first, second] = [await start(), await start(cast.ada)];
    expect(
      await signedInAs(browserWith(`rollcall_session=${first.session}`, `rollcall_session=${second.session}`)),
    ).toBe(eva.id);
  });

  test("are all ended by signing out", async () => {
    const [first, second, elsewhere] = [await start(), await start(cast.ada), await start()];
    const pairs = ["x", first.session, second.session].map((value) => `rollcall_session=${value}`);
    const answer = await browserWith(...pairs).delete("/session");
    expect(answer).toHaveStatus(204);
    expect(cleared(answer.setCookies)).toContain("rollcall_session");
    for (const { session } of [first, second])
      expect(await signedInAs(browserWith(`rollcall_session=${session}`))).toBeUndefined();
    expect(await signedInAs(browserWith(`rollcall_session=${elsewhere.session}`))).toBe(eva.id);
  });

  test("are as many as a browser can have, and no header is long enough to make much work", async () => {
    const { session } = await start();
    const made = (count: number) =>
      Array.from({ length: count }, (_, n) => `rollcall_session=${`${n}`.padStart(43, "A")}`);
    expect(await signedInAs(browserWith(...made(31), `rollcall_session=${session}`))).toBe(eva.id);
    expect(await signedInAs(browserWith(...made(240), `rollcall_session=${session}`))).toBeUndefined();
  });
});

describe("the cookie of an earlier version, named session", () => {
  test.each(foreign)("keeps its session, also beside another program's: %j", async (value) => {
    const { session } = await start();
    for (const browser of [browserWith(`session=${session}`), browserWith(`session=${value}`, `session=${session}`)]) {
      expect(await signedInAs(browser)).toBe(eva.id);
      expect(await browser.put("/profile/password", {}, { origin: null })).toBeRefused(403, "foreign_origin");
      expect(await browser.get("/profile")).toHaveStatus(200);
    }
  });

  test("is cleared where it was ours, by signing out", async () => {
    const { session } = await start();
    const answer = await browserWith(`session=${foreign[0]}`, `session=${session}`).delete("/session");
    expect(cleared(answer.setCookies).sort()).toEqual(["rollcall_session", "session"]);
    expect(await signedInAs(browserWith(`session=${session}`))).toBeUndefined();
  });

  test("is replaced by signing in again, and by a new password", async () => {
    const { session } = await start();
    const again = await browserWith(`session=${session}`).signIn(eva.email, eva.password);
    expect(again.setCookies[0]).toMatch(/^rollcall_session=[\w-]{43};/);
    expect(cleared(again.setCookies)).toEqual(["session"]);
    expect(await signedInAs(browserWith(`session=${session}`))).toBeUndefined();

    const person = await cast.memberNotSignedIn();
    const former = await start(person);
    const body = { current_password: person.password, password: "nine swans on the sound" };
    const changed = await browserWith(`session=${former.session}`).put("/profile/password", body);
    expect(changed).toHaveStatus(204);
    expect(changed.setCookies[0]).toMatch(/^rollcall_session=[\w-]{43};/);
    expect(cleared(changed.setCookies)).toEqual(["session"]);
  });

  test("yields to the one of today", async () => {
    const [former, today] = [await start(cast.ada), await start()];
    const browser = browserWith(`session=${former.session}`, `rollcall_session=${today.session}`);
    expect(await signedInAs(browser)).toBe(eva.id);
    const answer = await browser.delete("/session");
    expect(cleared(answer.setCookies)).toEqual(expect.arrayContaining(["rollcall_session", "session"]));
    expect(await signedInAs(browser)).toBeUndefined();
  });
});

describe("another program's cookie named session", () => {
  test.each(foreign)("is left alone: %j", async (value) => {
    const { session } = await start();
    for (const browser of [
      browserWith(`session=${value}`),
      browserWith(`session=${value}`, `rollcall_session=${session}`),
    ])
      expect(cleared((await browser.delete("/session")).setCookies)).toEqual(["rollcall_session"]);
    const signedIn = await browserWith(`session=${value}`).signIn(eva.email, eva.password);
    expect(signedIn).toHaveStatus(201);
    expect(cleared(signedIn.setCookies)).toEqual([]);
  });
});

describe("the cookie of a known device", () => {
  let strangers = 0;
  const from = () => ({ "X-Forwarded-For": `198.51.100.${++strangers}` });

  test("is found among others, and by the name of an earlier version", async () => {
    const person = await cast.memberNotSignedIn();
    const { device } = await start(person);
    for (let n = 0; n < 10; n++) await new Client(server, from()).signIn(person.email, "not the password");
    const signIn = (...pairs: string[]) =>
      new Client(server, { ...from(), Cookie: pairs.join("; ") }).signIn(person.email, person.password);
    expect(await signIn(`rollcall_device=${foreign[4]}`)).toBeRefused(429, "too_many_attempts");
    for (const name of ["rollcall_device", "device"]) {
      const answer = await signIn(...foreign.map((value) => `${name}=${value}`), `${name}=${device}`);
      expect(answer).toHaveStatus(201);
      expect(answer.setCookies.join()).toContain(`rollcall_device=${device};`);
      expect(cleared(answer.setCookies)).toEqual(name === "device" ? ["device"] : []);
    }
  });
});
