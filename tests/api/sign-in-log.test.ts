import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { eventually, keptMail, keptToken } from "../support/outbox.ts";
import { startServer, type Server } from "../support/server.ts";
import { storedOf } from "../support/stored.ts";

let server: Server;
let cast: Cast;
beforeAll(async () => {
  server = await startServer({ flags: ["--trusted-proxies", "127.0.0.1"] });
  cast = await Cast.withAda(server);
});
afterAll(() => server.stop());

const from = (address: string, browser = "Lighthouse/2.0") => ({
  "X-Forwarded-For": address,
  "User-Agent": browser,
});
const entries = async (query: Record<string, string>) =>
  (await cast.ada.get("/audit-entries", { limit: 200, ...query })).body.items;
const signIns = async (person: Client) => (await person.get("/profile/sign-ins")).body.items;
const guess = (email: string, address: string) => new Client(server, from(address)).signIn(email, "not the password");

describe("the audit log", () => {
  test("has sign-ins and sign-outs, with address and browser", async () => {
    const eva = await cast.memberNotSignedIn();
    const browser = await eva.elsewhere(from("203.0.113.20"));
    await browser.delete("/session");
    const again = new Client(server, from("203.0.113.21"));
    again.cookies.set("rollcall_device", browser.cookies.get("rollcall_device")!);
    await again.signIn(eva.email, eva.password);

    const [second, ended, first] = await entries({ actor_id: eva.id });
    expect(first).toMatchObject({ action: "session.started", actor_kind: "session", subject_id: "account" });
    expect(first!.details).toEqual({
      [eva.id]: { address: "203.0.113.20", browser: "Lighthouse/2.0", device: "new" },
    });
    expect(ended).toMatchObject({ action: "session.ended", actor_kind: "session" });
    expect(ended!.details).toEqual({ [eva.id]: { address: "203.0.113.20", browser: "Lighthouse/2.0" } });
    expect(second!.details[eva.id]).toMatchObject({ address: "203.0.113.21", device: "known" });
    await server.logged(new RegExp(`Member ${eva.id} signed in from 203\\.0\\.113\\.20 with 'Lighthouse/2\\.0'`));
    await server.logged(new RegExp(`Member ${eva.id} signed out from 203\\.0\\.113\\.20`));
  });

  test("has the sign-out of a session that a sign-in in the same browser replaces", async () => {
    const [eva, jose] = [await cast.memberNotSignedIn(), await cast.memberNotSignedIn()];
    const browser = await eva.elsewhere();
    expect(await browser.signIn(jose.email, jose.password)).toHaveStatus(201);
    const [last] = await entries({ actor_id: eva.id });
    expect(last).toMatchObject({ action: "session.ended", actor_kind: "session" });
  });

  test("has the end of another session of one's own, which is not told as a sign-out here", async () => {
    const eva = await cast.memberNotSignedIn();
    await eva.elsewhere(from("203.0.113.22", "Lost/1.0"));
    const browser = await eva.elsewhere(from("203.0.113.23"));
    const other = (await browser.get("/profile/sessions")).body.items.find(({ current }) => !current)!;
    expect(await browser.delete(`/profile/sessions/${other.id}`)).toHaveStatus(204);
    await server.logged(new RegExp(`Member ${eva.id} ended another session, from 203\\.0\\.113\\.23`));
    expect(server.log.filter((line) => line.includes(`${eva.id} signed out`))).toEqual([]);
    const [ended] = await entries({ actor_id: eva.id });
    expect(ended).toMatchObject({ action: "session.ended", actor_kind: "session" });
    expect(ended!.details[eva.id]).toMatchObject({ address: "203.0.113.23", browser: "Lost/1.0" });
  });

  test("has the end of all sessions of one's own as such", async () => {
    const eva = await cast.memberNotSignedIn();
    await eva.elsewhere();
    const browser = await eva.elsewhere(from("203.0.113.24"));
    expect(await browser.delete("/profile/sessions")).toHaveStatus(204);
    await server.logged(new RegExp(`Member ${eva.id} ended all sessions, from 203\\.0\\.113\\.24`));
    const [ended, ...before] = await entries({ actor_id: eva.id });
    expect(ended).toMatchObject({ action: "member.sessions_ended", subject_id: eva.id, actor_kind: "session" });
    expect(before.map(({ action }) => action)).not.toContain("session.ended");
  });

  test("has the first of a member's failures from a network, and the tenth", async () => {
    const eva = await cast.memberNotSignedIn();
    for (let n = 0; n < 9; n++) await guess(eva.email.toUpperCase(), `2001:db8:5:5::${n}`);
    expect(await entries({ subject_id: eva.id, action: "sign_in.failed" })).toHaveLength(1);
    await guess(eva.email, "2001:db8:5:5::77");
    expect(await guess(eva.email, "2001:db8:5:5::77")).toBeRefused(429, "too_many_attempts");

    const [tenth, first, ...rest] = await entries({ subject_id: eva.id, action: "sign_in.failed" });
    expect(rest).toEqual([]);
    expect(first).toMatchObject({ actor_id: "", actor_name: null, actor_kind: "stranger" });
    expect(first!.changes).toEqual({ failures: { before: null, after: 1 } });
    expect(first!.details).toEqual({ [eva.id]: { address: "2001:db8:5:5::", browser: "Lighthouse/2.0" } });
    expect(tenth!.changes).toEqual({ failures: { before: null, after: 10 } });
    await server.logged(new RegExp(`wrong password for member ${eva.id} came from 2001:db8:5:5::/64, number 10 `));
  });

  test("has a wrong password that a member enters in a session as the member's own", async () => {
    const eva = await cast.member();
    const change = { current_password: "not this one", password: "fog over the harbour" };
    expect(await eva.put("/profile/password", change)).toBeRefused(422, "invalid_fields");
    expect(await entries({ subject_id: eva.id, action: "sign_in.failed" })).toMatchObject([
      { actor_id: eva.id, actor_name: eva.name, actor_kind: "session" },
    ]);
  });

  test("has none for an email that nobody has, and nothing anywhere names it", async () => {
    const typed = "password-typed-as-email@harbour.example";
    const before = await entries({});
    expect(await guess(typed, "203.0.113.99")).toBeRefused(401, "wrong_credentials");
    await server.logged(/with an unknown email came from 203\.0\.113\.99, number 1 /);
    expect(await entries({})).toEqual(before);
    expect(server.log.filter((line) => line.includes(typed))).toEqual([]);
    expect(storedOf(server, [typed, cast.ada.email])).toEqual([cast.ada.email]);
  });

  test("has the first use of an API token", async () => {
    const token = (await cast.ada.post("/api-tokens", { name: "Script" })).body;
    const program = new Client(server, {
      ...from("203.0.113.30", "script/1.0"),
      Authorization: `Bearer ${token.token}`,
    });
    await Promise.all([program.get("/profile"), program.get("/profile"), program.get("/profile")]);
    const [used, ...rest] = await entries({ action: "api_token.used" });
    expect(rest).toEqual([]);
    expect(used).toMatchObject({ actor_id: cast.ada.id, actor_token_id: token.id, subject_id: token.id });
    expect(used!.details).toEqual({ [cast.ada.id]: { address: "203.0.113.30", browser: "script/1.0" } });
  });

  test("keeps no address and no browser of a removed member", async () => {
    const eva = await cast.memberNotSignedIn();
    const browser = "Seen-Nowhere-Else/7.1";
    await (await eva.elsewhere(from("203.0.113.40", browser))).delete("/session");
    await new Client(server, from("203.0.113.41", browser)).signIn(eva.email, "not the password");
    await cast.ada.delete(`/members/${eva.id}`);
    expect(JSON.stringify(await entries({}))).not.toContain(browser);
    await eventually("the erasure", async () => storedOf(server, [browser]).length === 0 || undefined, 60_000);
  }, 90_000);
});

describe("the profile", () => {
  test("lists one's own sign-ins, newest first, and which browsers were new", async () => {
    const eva = await cast.memberNotSignedIn();
    await eva.elsewhere(from("203.0.113.50"));
    const browser = await eva.elsewhere(from("203.0.113.51", "Harbour/1.0"));
    await browser.delete("/session");
    await browser.signIn(eva.email, eva.password);
    await guess(eva.email, "203.0.113.52");
    const list = await signIns(browser);
    expect(list.map(({ address, user_agent, is_new_device }) => [address, user_agent, is_new_device])).toEqual([
      ["203.0.113.51", "Harbour/1.0", false],
      ["203.0.113.51", "Harbour/1.0", true],
      ["203.0.113.50", "Lighthouse/2.0", true],
    ]);
    expect((await signIns(cast.ada)).length).toBeGreaterThan(0);
    expect(JSON.stringify(await signIns(cast.ada))).not.toContain("Harbour/1.0");
    expect(await new Client(server).get("/profile/sign-ins")).toBeRefused(401, "not_signed_in");
  });
});

describe("an email", () => {
  const kinds = async (person: Person, count: number) =>
    (await keptMail(cast.ada, person.id, count)).map((mail) => mail.kind);
  const noMail = async (person: Person) => {
    const { items } = (await cast.ada.get("/mail", { limit: 200 })).body;
    return items.filter((mail) => mail.recipient_id === person.id && mail.kind !== "invitation").length === 0;
  };

  test("tells of a sign-in in a new browser, but not of the first one", async () => {
    const eva = await cast.memberNotSignedIn();
    const first = await eva.elsewhere();
    await first.delete("/session");
    await first.signIn(eva.email, eva.password);
    expect(await noMail(eva)).toBe(true);

    const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    await eva.elsewhere(from("203.0.113.60", firefox));
    const [mail] = await keptMail(cast.ada, eva.id);
    expect(mail!.kind).toBe("new_device");
    for (const text of [mail!.message!.text, mail!.message!.html]) {
      for (const part of ["203.0.113.60", "Firefox on Linux", eva.name, eva.email, "There was", "/profile"]) {
        expect(text).toContain(part);
      }
      expect(text).not.toMatch(/token/i);
    }
  });

  test("does not follow the acceptance of an invitation", async () => {
    const email = "keel@harbour.example";
    const { id } = (await cast.ada.post("/members", { email, name: "Keel", send_invitation: true })).body;
    const token = await keptToken(cast.ada, id);
    const browser = new Client(server);
    expect(await browser.post("/invitations/acceptance", { token, password: "a keel under water" })).toHaveStatus(201);
    const { items } = (await cast.ada.get("/mail", { limit: 200 })).body;
    expect(items.filter((mail) => mail.recipient_id === id).map((mail) => mail.kind)).toEqual(["invitation"]);
    expect((await signIns(browser)).map((signIn) => signIn.is_new_device)).toEqual([true]);
    await server.logged(new RegExp(`Member ${id} signed in from`));
  });

  test("tells of a changed password, also by an administrator", async () => {
    const eva = await cast.member();
    const password = "nine swans on the sound";
    expect(await eva.put("/profile/password", { current_password: eva.password, password })).toHaveStatus(204);
    expect(await kinds(eva, 1)).toEqual(["password_changed"]);
    expect(await cast.ada.put(`/members/${eva.id}/password`, { password: eva.password })).toHaveStatus(204);
    expect(await kinds(eva, 2)).toEqual(["password_changed", "password_changed"]);
    for (const mail of await keptMail(cast.ada, eva.id)) expect(mail.message!.text).not.toMatch(/token|swans/i);
  });

  test("tells of a new API token, by its name", async () => {
    const deputy = await cast.member({ role: "administrator" });
    const token = (await deputy.post("/api-tokens", { name: "Nightly <export>" })).body.token;
    const [mail] = await keptMail(cast.ada, deputy.id);
    expect(mail!.kind).toBe("api_token_created");
    expect(mail!.message!.text).toContain("A new API token was created");
    expect(mail!.message!.text).toContain("Nightly <export>");
    expect(mail!.message!.html).toContain("Nightly &lt;export&gt;");
    expect(mail!.message!.text).not.toContain(token);
  });

  test("is not sent where the account's setting is off", async () => {
    expect((await cast.ada.get("/settings")).body.security_emails).toBe(true);
    expect(await cast.ada.patch("/settings", { security_emails: false })).toHaveStatus(200);
    const eva = await cast.member();
    await eva.elsewhere();
    await cast.ada.put(`/members/${eva.id}/password`, { password: "a password of another kind" });
    expect(await noMail(eva)).toBe(true);
    expect((await entries({ action: "settings.updated" }))[0]!.changes).toEqual({
      security_emails: { before: true, after: false },
    });
    expect(await cast.ada.patch("/settings", { security_emails: true })).toHaveStatus(200);
  });
});
