import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { counter } from "../support/metrics.ts";
import { eventually, keptMail } from "../support/outbox.ts";
import { startServer, type Server } from "../support/server.ts";
import { MailServer, refusal, tokenIn } from "../support/smtp.ts";
import { WallClock } from "../support/wall-clock.ts";

let clock: WallClock;
let post: MailServer;
let server: Server;
let cast: Cast;
beforeAll(async () => {
  clock = new WallClock();
  post = await MailServer.start();
  server = await startServer({
    ...clock.options,
    flags: ["--trusted-proxies", "127.0.0.1", ...post.flags],
  });
  cast = await Cast.on(server);
  // So that links are all that is mailed.
  await cast.ada.patch("/settings", { security_emails: false });
});
afterAll(async () => {
  await server.stop();
  await post.stop();
});
afterEach(() => clock.forward(0));

let clients = 0;
/** Each asks from an address of its own, where a test does not say otherwise. */
const request = (email: string, from = `198.51.100.${++clients}`) =>
  new Client(server, { "X-Forwarded-For": from }).post("/password-resets", { email });
const complete = (token: string, password = "six new herrings") =>
  new Client(server).post("/password-resets/completion", { token, password });

/** The token of the newest email to a member, once there are `count`. */
const mailedToken = async (person: { email: string }, count = 1) =>
  tokenIn((await post.mailTo(person.email, count)).parsed.text!);

/** Once the requests that were sent so far are decided about: one that follows them has brought its email. */
async function decided(): Promise<void> {
  const later = await cast.memberNotSignedIn();
  await request(later.email);
  await post.mailTo(later.email);
}

/** All mail to a member; what was queued for nobody would be there too, once this one is. */
const mailTo = async (person: { id: string }) =>
  (await cast.ada.get("/mail", { limit: 200 })).body.items.filter((mail) => mail.recipient_id === person.id);

describe("a forgotten password", () => {
  test("is replaced through the link in an email: sessions end, the old password is void, nobody is signed in", async () => {
    const eva = await cast.member();
    const phone = await eva.elsewhere();
    expect(await request(` ${eva.email.toUpperCase()} `)).toHaveStatus(202);
    const mail = await post.mailTo(eva.email);
    expect(mail.to).toEqual([eva.email]);
    expect(mail.parsed.subject).toBe("A new password for Harbour Voices");
    expect(mail.parsed.text).toContain(`Someone requested a new password for ${eva.email} at`);
    expect(mail.parsed.text).toContain(`${server.address}/password-reset#token=`);
    expect((await mailTo(eva)).map(({ kind }) => kind)).toEqual(["password_reset"]);

    const token = await mailedToken(eva);
    expect(await eva.get("/session")).toHaveStatus(200);
    const answer = await new Client(server, { "X-Forwarded-For": "203.0.113.77" }).post("/password-resets/completion", {
      token,
      password: "six new herrings",
    });
    expect(answer).toHaveStatus(204);
    expect(answer.setCookies).toEqual([]);
    for (const browser of [eva, phone]) expect(await browser.get("/agents")).toHaveStatus(401);
    expect(await new Client(server).signIn(eva.email, eva.password)).toHaveStatus(401);
    expect(await new Client(server).signIn(eva.email, "six new herrings")).toHaveStatus(201);
    expect(await complete(token, "another password")).toBeRefused(404, "not_found");
    const { items } = (await cast.ada.get("/audit-entries", { subject_id: eva.id, action: "password.reset" })).body;
    expect(items).toMatchObject([
      { actor_id: eva.id, actor_kind: "link", details: { [eva.id]: { address: "203.0.113.77" } } },
    ]);
  });

  test("ends the API tokens too: anyone who had access may have created one", async () => {
    const second = await cast.member({ role: "administrator" });
    const { token } = (await second.post("/api-tokens", { name: "Nightly" })).body;
    const program = new Client(server, { Authorization: `Bearer ${token}` });
    expect(await program.get("/members")).toHaveStatus(200);
    await request(second.email);
    expect(await complete(await mailedToken(second))).toHaveStatus(204);
    expect(await program.get("/members")).toBeRefused(401, "not_signed_in");
  });

  test("allows signing in again after too many wrong guesses", async () => {
    const person = await cast.member();
    for (let n = 0; n < 10; n++) await new Client(server).signIn(person.email, "a wrong guess");
    expect(await new Client(server).signIn(person.email, person.password)).toHaveStatus(429);
    await request(person.email);
    expect(await complete(await mailedToken(person))).toHaveStatus(204);
    expect(await new Client(server).signIn(person.email, "six new herrings")).toHaveStatus(201);
  });

  test("is answered the same for every address, and only an active member is sent a link to choose another password", async () => {
    const suspended = await cast.member();
    await cast.ada.put(`/members/${suspended.id}/suspension`);
    const invited = (
      await cast.ada.post("/members", { email: "invited@harbour.example", name: "Invited", send_invitation: true })
    ).body;
    const member = await cast.member();
    const before = await counter(cast.ada, "rollcall_password_hashes_total");
    const answers = [];
    for (const email of [
      "nobody@harbour.example",
      suspended.email,
      invited.email,
      "no address at all",
      "",
      `${member.email},eve@evil.example`,
      `${member.email}\r\nBcc: eve@evil.example`,
      member.email,
    ])
      answers.push(await request(email));
    for (const answer of answers) {
      expect(answer).toHaveStatus(202);
      expect(answer.text).toBe("");
      expect(answer.setCookies).toEqual([]);
    }
    expect(await counter(cast.ada, "rollcall_password_hashes_total")).toBe(before);
    await decided();
    expect(await mailTo(member)).toHaveLength(1);
    expect(await mailTo(suspended)).toEqual([]);
    // The one from before, and once again; see requested-invitations.test.ts.
    expect((await mailTo(invited)).map((mail) => mail.kind)).toEqual(["invitation", "invitation"]);
  });

  test("has a link for an hour", async () => {
    const person = await cast.member();
    await request(person.email);
    const token = await mailedToken(person);
    clock.forward(61 * 60);
    expect(await complete(token)).toBeRefused(404, "not_found");
    clock.forward(59 * 60);
    expect(await complete(token)).toHaveStatus(204);
  });

  test("has a link that dies with a new password, with a suspension and with the member", async () => {
    const ways: ((person: Person) => Promise<unknown>)[] = [
      (person) => cast.ada.put(`/members/${person.id}/password`, { password: "three owls" }),
      (person) =>
        person.put("/profile/password", { current_password: person.password, password: "eight herons in reeds" }),
      (person) => cast.ada.put(`/members/${person.id}/suspension`),
    ];
    for (const end of ways) {
      const person = await cast.member();
      await request(person.email);
      const token = await mailedToken(person);
      expect(await end(person)).toHaveStatus(204);
      expect(await complete(token)).toBeRefused(404, "not_found");
    }
    const removed = await cast.member();
    await request(removed.email);
    const token = await mailedToken(removed);
    await cast.ada.delete(`/members/${removed.id}`);
    expect(await complete(token)).toBeRefused(404, "not_found");
  });

  test("is used once by many at once, and closes the other links", async () => {
    const person = await cast.member();
    await request(person.email);
    const first = await mailedToken(person);
    await request(person.email);
    const second = await mailedToken(person, 2);
    const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => complete(second, `six new herrings ${n}`)));
    expect(answers.filter((answer) => answer.status === 204)).toHaveLength(1);
    expect(await complete(first)).toBeRefused(404, "not_found");
  });

  test("asks for a password by the rules that hold everywhere", async () => {
    const person = await cast.member();
    await request(person.email);
    const token = await mailedToken(person);
    for (const wrong of ["", "short", "password", person.email, person.name]) {
      const answer = await complete(token, wrong);
      expect(answer).toBeRefused(422, "invalid_fields");
      expect(Object.keys(answer.problem.fields!)).toEqual(["password"]);
    }
    expect(await person.get("/session")).toHaveStatus(200);
    for (const none of ["", "x", "A".repeat(43), "A".repeat(10_000)])
      expect(await complete(none)).toBeRefused(404, "not_found");
  });

  test("brings three mails in a quarter of an hour and no more, without telling", async () => {
    const person = await cast.member();
    for (let n = 0; n < 5; n++) expect(await request(person.email)).toHaveStatus(202);
    const other = await cast.member();
    await request(other.email);
    await post.mailTo(other.email);
    expect(await mailTo(person)).toHaveLength(3);
    clock.forward(16 * 60);
    await request(person.email);
    await eventually("a fourth", async () => ((await mailTo(person)).length === 4 ? true : undefined));
  });

  test("is not mailed any more once the link has expired", async () => {
    const person = await cast.memberNotSignedIn();
    post.refuse = (to) => (to === person.email ? refusal(451, "Later") : undefined);
    await request(person.email);
    await eventually("an attempt", async () => ((await mailTo(person))[0]?.reason ? true : undefined));
    post.refuse = () => undefined;
    clock.forward(61 * 60);
    await decided();
    await eventually("no email", async () => ((await mailTo(person)).length === 0 ? true : undefined));
    expect(post.received.filter(({ to }) => to.includes(person.email))).toEqual([]);
  });

  test("is asked for by one client twenty times and no more; others go on", async () => {
    for (let n = 0; n < 20; n++) expect(await request(`nobody-${n}@harbour.example`, "203.0.113.7")).toHaveStatus(202);
    const refused = await request("nobody@harbour.example", "203.0.113.7");
    expect(refused).toBeRefused(429, "too_many_attempts");
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    expect(await request("nobody@harbour.example", "203.0.113.8")).toHaveStatus(202);
  });
});

describe("without a mail server", () => {
  let house: Server;
  let ada: Person;
  let people: Cast;
  beforeAll(async () => {
    house = await startServer();
    people = await Cast.withAda(house);
    ada = people.ada;
  });
  afterAll(() => house.stop());

  const ask = (email: string) => new Client(house).post("/password-resets", { email });

  test("a forgotten password is answered the same for every email, and creates no link", async () => {
    const member = await people.memberNotSignedIn();
    const suspended = await people.memberNotSignedIn();
    await ada.put(`/members/${suspended.id}/suspension`);
    const texts = new Set<string>();
    for (const email of [member.email, suspended.email, "nobody@harbour.example", "no email at all", ""]) {
      const answer = await ask(email);
      expect(answer).toBeRefused(409, "email_not_set_up");
      texts.add(JSON.stringify({ ...answer.problem, request_id: undefined }));
    }
    expect([...texts]).toHaveLength(1);
    expect([...texts][0]).toMatch(/Ask an administrator/);
    expect((await ada.get("/mail")).body.items).toEqual([]);
  });

  test("a link that was asked for while there was one is not kept where administrators could read it", async () => {
    const away = await startServer({ flags: ["--smtp-url", "smtp://127.0.0.1:1", "--mail-from", "a@harbour.example"] });
    const before = await Cast.withAda(away);
    const member = await before.memberNotSignedIn();
    expect(await new Client(away).post("/password-resets", { email: member.email })).toHaveStatus(202);
    await eventually("an email that waits", async () =>
      (await before.ada.get("/mail", { state: "queued" })).body.items.length === 1 ? true : undefined,
    );
    await away.restart({ flags: [] });
    const again = new Client(away);
    await again.signIn(before.ada.email, before.ada.password);
    await eventually("no email with a link", async () =>
      (await again.get("/mail")).body.items.every(({ kind }) => kind !== "password_reset") ? true : undefined,
    );
    const kept = readdirSync(join(away.dataFolder, "outbox"));
    for (const name of kept) expect(readFileSync(join(away.dataFolder, "outbox", name), "utf8")).not.toMatch(/#token=/);
    await away.stop();
  });

  test("opening an email is in the audit log, with who opened it and whose it is", async () => {
    const invited = (
      await ada.post("/members", { email: "opened@harbour.example", name: "Opened", send_invitation: true })
    ).body;
    const [mail] = await keptMail(ada, invited.id);
    const { items } = (await ada.get("/audit-entries", { action: "mail.opened" })).body;
    expect(items[0]).toMatchObject({
      actor_id: ada.id,
      actor_kind: "session",
      subject_id: mail!.id,
      subject_name: "Opened",
      changes: { recipient_id: { after: invited.id } },
    });
    const count = items.length;
    expect(await ada.get(`/mail/${mail!.id}x`)).toHaveStatus(404);
    await ada.get("/mail");
    expect((await ada.get("/audit-entries", { action: "mail.opened" })).body.items).toHaveLength(count);
  });
});
