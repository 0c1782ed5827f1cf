import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import type { Schemas } from "../support/answer.ts";
import { Cast, type Person } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { eventually } from "../support/outbox.ts";
import { freePort, startServer, type Server } from "../support/server.ts";
import { certificate, MailServer, password, refusal, tokenIn, user } from "../support/smtp.ts";
import { storedOf } from "../support/stored.ts";

const { key, cert, file } = certificate();
const tls = { key, cert };
const credentials = `${user}:${encodeURIComponent(password)}@`;

let running: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  const ending = running;
  running = [];
  for (const each of ending) await each.stop();
});

async function mailServer(options = {}, port = 0): Promise<MailServer> {
  const server = await MailServer.start({ ...tls, ...options }, port);
  running.push(server);
  return server;
}

async function rollcall(smtpUrl: string, ...flags: string[]): Promise<{ server: Server; ada: Person }> {
  const settings = ["--smtp-url", smtpUrl, "--mail-from", "rollcall@harbour.example", "--smtp-ca", file];
  const server = await startServer({ flags: [...settings, ...flags] });
  running.unshift(server);
  const { ada } = await Cast.withAda(server);
  return { server, ada };
}

let number = 0;
async function invite(ada: Person, name = "Eva Lindqvist") {
  const email = `mailed-${++number}@harbour.example`;
  return (await ada.post("/members", { email, name, send_invitation: true })).body;
}

const delivery = async (ada: Person, member: { id: string }) =>
  (await ada.get(`/members/${member.id}`)).body.invitation!.delivery;

/** The delivery's state, once it is that or has a reason why not. */
const settled = (ada: Person, member: { id: string }, state: Schemas["MailState"]) =>
  eventually(`delivery ${state}`, async () => {
    const now = await delivery(ada, member);
    return now.state === state || now.reason !== null ? now : undefined;
  });

const invitation = async (server: { address: string; origin: string }, token: string) =>
  (await new Client(server).post("/invitations/lookup", { token })).body;

describe("with a mail server", () => {
  test("an invitation goes out encrypted and logged in, and its link works", async () => {
    const post = await mailServer({ authOptional: false });
    const { server, ada } = await rollcall(`smtp://${credentials}127.0.0.1:${post.port}`);
    const member = await invite(ada, 'José "Pepe" Müller, 太郎');
    const mail = await post.mailTo(member.email);
    expect(mail).toMatchObject({ from: "rollcall@harbour.example", to: [member.email], encrypted: true, user });
    expect(mail.parsed.subject).toBe("Ada Okafor invites you to Harbour Voices");
    expect(mail.parsed.from!.value).toEqual([{ name: "Harbour Voices", address: "rollcall@harbour.example" }]);
    expect(mail.parsed.to).toMatchObject({ value: [{ name: 'José "Pepe" Müller, 太郎', address: member.email }] });
    expect(mail.parsed.headers.get("auto-submitted")).toBe("auto-generated");
    expect(mail.parsed.text).toContain('Hello José "Pepe" Müller, 太郎,');
    expect(mail.parsed.html).toContain("Hello José &quot;Pepe&quot; Müller, 太郎,");
    expect(mail.parsed.text).toMatch(/Once you have chosen a password, sign in at \S+\/sign-in with /);
    expect(tokenIn(mail.parsed.html as string)).toBe(tokenIn(mail.parsed.text!));

    expect(await settled(ada, member, "sent")).toMatchObject({ state: "sent", reason: null });
    expect(await invitation(server, tokenIn(mail.parsed.text!))).toMatchObject({ state: "open", email: member.email });
    const [listed] = (await ada.get("/mail")).body.items;
    expect(listed).toMatchObject({ state: "sent", attempts: 1, next_attempt_at: null, recipient_id: member.id });
    expect((await ada.get(`/mail/${listed!.id}`)).body.message).toBeNull();
    expect(post.received).toHaveLength(1);
  });

  test("the token is nowhere in the data folder or the log, before and after it went out", async () => {
    const port = await freePort();
    const { server, ada } = await rollcall(`smtp://127.0.0.1:${port}`);
    const member = await invite(ada);
    expect(await settled(ada, member, "sent")).toMatchObject({
      state: "queued",
      reason: "The mail server cannot be reached.",
    });
    const post = await mailServer({}, port);
    await server.kill();
    expect(storedOf(server, [member.id])).toEqual([member.id]);
    await server.startAgain();
    const token = tokenIn((await post.mailTo(member.email)).parsed.text!);
    await settled(ada, member, "sent");
    expect(storedOf(server, [token])).toEqual([]);
    expect(server.log.join("\n")).not.toContain(token);
    expect(server.log.join("\n")).not.toContain(member.email);
  });

  test("mail that was queued before a crash goes out after it", async () => {
    const port = await freePort();
    const { server, ada } = await rollcall(`smtp://127.0.0.1:${port}`);
    const members = await Promise.all(Array.from({ length: 10 }, () => invite(ada)));
    await server.kill();
    const post = await mailServer({}, port);
    await server.startAgain();
    for (const member of members) await post.mailTo(member.email);
  });

  test("one that is away is tried again until it is back", async () => {
    const port = await freePort();
    const { ada } = await rollcall(`smtp://127.0.0.1:${port}`);
    const member = await invite(ada);
    await settled(ada, member, "sent");
    const [waiting] = (await ada.get("/mail", { state: "queued" })).body.items;
    expect(Date.parse(waiting!.next_attempt_at!)).toBeGreaterThan(Date.now());
    const post = await mailServer({}, port);
    await post.mailTo(member.email, 1, 60_000);
    await eventually("sent", async () => ((await delivery(ada, member)).state === "sent" ? true : undefined));
    expect((await ada.get("/mail")).body.items[0]).toMatchObject({ state: "sent", attempts: 2, reason: null });
  });

  test("a refusal for good is shown with what the mail server said, and nothing is tried again", async () => {
    const post = await mailServer();
    post.refuse = () => refusal(550, "5.1.1 No such mailbox");
    const { ada } = await rollcall(`smtp://127.0.0.1:${post.port}`);
    const member = await invite(ada);
    expect(await settled(ada, member, "failed")).toMatchObject({
      state: "failed",
      reason: "The mail server answered: 550 5.1.1 No such mailbox",
    });
    expect((await ada.get("/mail")).body.items[0]).toMatchObject({ state: "failed", next_attempt_at: null });
    post.refuse = () => undefined;
    await ada.post(`/members/${member.id}/invitation`, { send: true });
    await post.mailTo(member.email);
  });

  test("a refusal for now is tried again", async () => {
    const post = await mailServer();
    let times = 0;
    post.refuse = () => (++times === 1 ? refusal(451, "4.7.1 Greylisted, come again") : undefined);
    const { ada } = await rollcall(`smtp://127.0.0.1:${post.port}`);
    const member = await invite(ada);
    expect(await settled(ada, member, "sent")).toMatchObject({
      state: "queued",
      reason: "The mail server answered: 451 4.7.1 Greylisted, come again",
    });
    await post.mailTo(member.email, 1, 60_000);
  });

  test("one that hangs blocks nobody, and is given up after some seconds", async () => {
    const sockets: Socket[] = [];
    const silent = createServer((socket) => sockets.push(socket.on("error", () => {}))).listen(0, "127.0.0.1");
    await once(silent, "listening");
    const { server, ada } = await rollcall(`smtp://127.0.0.1:${(silent.address() as AddressInfo).port}`);
    const member = await invite(ada);
    await eventually("a connection", async () => (sockets.length > 0 ? true : undefined));
    const start = Date.now();
    await invite(ada);
    expect(await ada.get("/members")).toHaveStatus(200);
    expect(Date.now() - start).toBeLessThan(9_000);
    expect(await settled(ada, member, "sent")).toMatchObject({
      state: "queued",
      reason: "The mail server did not answer in time.",
    });
    // The next mail hangs now; the server ends all the same.
    const end = Date.now();
    await server.stop();
    running = running.filter((each) => each !== server);
    expect(Date.now() - end).toBeLessThan(9_000);
    for (const socket of sockets) socket.destroy();
    silent.close();
  });

  test.each<[string, () => Promise<string[]>, RegExp]>([
    [
      "without STARTTLS",
      async () => [
        `smtp://127.0.0.1:${(await mailServer({ hideSTARTTLS: true, disabledCommands: ["STARTTLS"] })).port}`,
      ],
      /offers no encryption/,
    ],
    [
      "with a certificate of nobody we know",
      async () => [`smtp://127.0.0.1:${(await mailServer()).port}`, "--smtp-ca", certificate().file],
      /certificate is not trusted/,
    ],
    [
      "that does not know the password",
      async () => [`smtp://${user}:wrong@127.0.0.1:${(await mailServer()).port}`],
      /refused the login/,
    ],
  ])("one %s is given nothing, and it is tried again", async (_, settings, reason) => {
    const [url, ...flags] = await settings();
    const server = await startServer({
      flags: [
        "--smtp-url",
        url!,
        "--mail-from",
        "rollcall@harbour.example",
        ...(flags.length ? flags : ["--smtp-ca", file]),
      ],
    });
    running.unshift(server);
    const { ada } = await Cast.withAda(server);
    const answer = await settled(ada, await invite(ada), "sent");
    expect(answer.state).toBe("queued");
    expect(answer.reason).toMatch(reason);
    expect((running[1] as MailServer).received).toEqual([]);
    expect(server.log.join("\n")).not.toContain("wrong");
  });

  test("one that speaks TLS from the start is used by smtps", async () => {
    const post = await mailServer({ secure: true });
    const { ada } = await rollcall(`smtps://${credentials}127.0.0.1:${post.port}`);
    expect(await post.mailTo((await invite(ada)).email)).toMatchObject({ encrypted: true, user });
  });

  test("one on this machine may be used without encryption, where the operator says so", async () => {
    const post = await mailServer({ disabledCommands: ["STARTTLS"] });
    const { ada } = await rollcall(`smtp://127.0.0.1:${post.port}`, "--smtp-tls", "none");
    expect(await post.mailTo((await invite(ada)).email)).toMatchObject({ encrypted: false });
  });

  test("a link that was replaced, revoked or removed before it went out never does", async () => {
    const port = await freePort();
    const { server, ada } = await rollcall(`smtp://127.0.0.1:${port}`);
    const [replaced, revoked, removed, accepted] = await Promise.all(
      ["Replaced", "Revoked", "Removed", "Accepted"].map((name) => invite(ada, name)),
    );
    await ada.post(`/members/${replaced!.id}/invitation`, { send: true });
    await ada.delete(`/members/${revoked!.id}/invitation`);
    await ada.delete(`/members/${removed!.id}`);
    await ada.put(`/members/${accepted!.id}/password`, { password: "a heron stands still" });
    const { items } = (await ada.get("/mail")).body;
    expect(items.map((mail) => mail.recipient_id)).toEqual([replaced!.id]);

    const post = await mailServer({}, port);
    await server.restart();
    const { parsed } = await post.mailTo(replaced!.email);
    expect(await invitation(server, tokenIn(parsed.text!))).toMatchObject({ state: "open" });
    expect(post.received).toHaveLength(1);
  });
});

describe("the outbox", () => {
  test("is a list in pages, of one state where that is asked for", async () => {
    const server = await startServer();
    running.push(server);
    const { ada } = await Cast.withAda(server);
    const members = [await invite(ada), await invite(ada), await invite(ada)];
    await eventually("all are kept", async () =>
      (await ada.get("/mail", { state: "kept" })).body.items.length === 3 ? true : undefined,
    );
    const first = (await ada.get("/mail", { limit: 2 })).body;
    const second = (await ada.get("/mail", { limit: 2, cursor: first.next_cursor! })).body;
    expect([...first.items, ...second.items].map((mail) => mail.recipient_id)).toEqual(
      members.map((member) => member.id).reverse(),
    );
    expect((await ada.get("/mail", { state: "failed" })).body.items).toEqual([]);
    expect((await ada.get("/mail", { state: "lost" })).problem.fields).toHaveProperty("state");
    for (const id of ["unknown", "rollcall.db", "%5c"]) expect(await ada.get(`/mail/${id}`)).toHaveStatus(404);
  });
});
