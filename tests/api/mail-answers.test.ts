import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { eventually } from "../support/outbox.ts";
import { freePort, startServer, type Server } from "../support/server.ts";
import { MailServer, ScriptedMailServer, type SmtpScript } from "../support/smtp.ts";

let number = 0;
async function invite(ada: Person, name = "Eva Lindqvist") {
  const email = `answered-${++number}@harbour.example`;
  return (await ada.post("/members", { email, name, send_invitation: true })).body;
}

async function startWith(port: number, ...flags: string[]): Promise<{ server: Server; ada: Person }> {
  const settings = ["--smtp-url", `smtp://127.0.0.1:${port}`, "--mail-from", "rollcall@harbour.example"];
  const options = { flags: [...settings, "--smtp-tls", "none", ...flags] };
  const server = await startServer(flags.includes("--base-url") ? { ...options, port: await freePort() } : options);
  return { server, ada: (await Cast.withAda(server)).ada };
}

/** The answers to these commands; all others are accepted. */
const answers =
  (script: Record<string, string>): SmtpScript =>
  (command) =>
    script[command];

describe("the last answer of a mail server decides", () => {
  let mail: ScriptedMailServer;
  let server: Server;
  let ada: Person;
  beforeAll(async () => {
    mail = await ScriptedMailServer.start();
    ({ server, ada } = await startWith(mail.port));
  });
  afterAll(async () => {
    await server.stop();
    await mail.stop();
  });

  test.each<[string, Record<string, string>, string, string | null]>([
    ["EHLO is refused, HELO is accepted", { EHLO: "502 5.5.1 Not implemented" }, "sent", null],
    [
      "EHLO is refused, the recipient is for now",
      { EHLO: "502 5.5.1 Not implemented", RCPT: "451 4.7.1 Greylisted" },
      "queued",
      "The mail server answered: 451 4.7.1 Greylisted",
    ],
    [
      "EHLO is refused, the recipient is for good",
      { EHLO: "500 What?", RCPT: "550 5.1.1 No such mailbox" },
      "failed",
      "The mail server answered: 550 5.1.1 No such mailbox",
    ],
    [
      "EHLO and HELO are refused for good, which is not about the email",
      { EHLO: "550 Who are you?", HELO: "550 5.7.1 Your name is unknown" },
      "queued",
      "The mail server answered: 550 5.7.1 Your name is unknown",
    ],
    [
      "EHLO is refused, and the connection ends at HELO",
      { EHLO: "554 No", HELO: "close" },
      "queued",
      "The connection to the mail server was lost (",
    ],
    [
      "the connection ends after the recipient was accepted",
      { EHLO: "502 No", DATA: "close" },
      "queued",
      "The connection to the mail server was lost (",
    ],
    [
      "the greeting refuses everybody",
      { greeting: "554 5.3.2 Closed for today", QUIT: "500 Unknown" },
      "queued",
      "The mail server answered: 554 5.3.2 Closed for today",
    ],
    [
      "the recipient is refused for now, and QUIT for good",
      { RCPT: "452 4.2.2 Mailbox full", QUIT: "500 Unknown" },
      "queued",
      "The mail server answered: 452 4.2.2 Mailbox full",
    ],
    [
      "the recipient is refused in several lines",
      { RCPT: "550-5.7.1 Blocked by policy.\n550-See https://mail.example/why\n550 Code 42" },
      "failed",
      "The mail server answered: 550 5.7.1 Blocked by policy. See https://mail.example/why Code 42",
    ],
    [
      "the sender is refused for good",
      { MAIL: "553 5.1.8 Unknown sender" },
      "failed",
      "The mail server answered: 553 5.1.8 Unknown sender",
    ],
    [
      "a login is missing",
      { MAIL: "530 5.7.0 Log in first" },
      "queued",
      "The mail server answered: 530 5.7.0 Log in first",
    ],
    [
      "the text is refused for good",
      { text: "554 5.6.0 Not like this" },
      "failed",
      "The mail server answered: 554 5.6.0 Not like this",
    ],
    ["the text is refused for now", { text: "421 Going down" }, "queued", "The mail server answered: 421 Going down"],
    ["the answer has no text", { RCPT: "550" }, "failed", "The mail server answered: 550"],
  ])("where %s", async (_, script, state, reason) => {
    mail.script = answers(script);
    const member = await invite(ada);
    const delivery = await eventually("an attempt", async () => {
      const now = (await ada.get(`/members/${member.id}`)).body.invitation!.delivery;
      return now.state !== "queued" || now.reason !== null ? now : undefined;
    });
    expect(delivery.state).toBe(state);
    if (reason === null || !reason.endsWith("(")) expect(delivery.reason).toBe(reason);
    else expect(delivery.reason).toContain(reason);
  });
});

test.each<[string, string[], string]>([
  ["the host of the base URL", ["--base-url", "https://calls.harbour.example"], "calls.harbour.example"],
  ["an address as one", ["--base-url", "http://[::1]:8080"], "[IPv6:::1]"],
  ["a name that is set", ["--smtp-ehlo-name", "mail-7.harbour.example"], "mail-7.harbour.example"],
])("EHLO says %s", async (_, flags, name) => {
  const mail = await ScriptedMailServer.start();
  mail.script = answers({ EHLO: "502 No" });
  const { server, ada } = await startWith(mail.port, ...flags);
  await invite(ada);
  await eventually("HELO", async () => mail.lines.find((line) => line.startsWith("HELO")));
  expect(mail.lines.slice(0, 2)).toEqual([`EHLO ${name}`, `HELO ${name}`]);
  await server.stop();
  await mail.stop();
});

describe("beyond ASCII", () => {
  let mail: MailServer;
  let server: Server;
  let ada: Person;
  beforeAll(async () => {
    mail = await MailServer.start({ disabledCommands: ["STARTTLS"] });
    ({ server, ada } = await startWith(mail.port));
  });
  afterAll(async () => {
    await server.stop();
    await mail.stop();
  });

  test("a forgotten password of an international address is mailed to its xn-- form", async () => {
    const member = { name: "Jo", email: "jo@müller.example", password: "a heron stands still", send_invitation: false };
    expect(await ada.post("/members", member)).toHaveStatus(201);
    expect(await ada.post("/password-resets", { email: "JO@MÜLLER.example" })).toHaveStatus(202);
    // The mail server of the tests decodes addresses.
    const { raw } = await mail.mailTo("jo@müller.example");
    expect(raw).toContain("\r\nTo: Jo <jo@xn--mller-kva.example>\r\n");
  });

  test.each([
    ["Japanese", "東京港湾株式会社"],
    ["Arabic", "شركة الميناء الكبير "],
    ["Thai", "ท่าเรือกรุงเทพ"],
    ["Korean", "부산항만"],
    ["emoji", "👩🏽‍🚀🦭"],
    ["accents", "Señorita Müller "],
    ["quotes and accents", '"é", <b> '],
  ])("a long name of %s is sent in encoded words of at most 75 characters", async (_, part) => {
    const name = [...part.repeat(200)].slice(0, 200).join("").trim();
    void (await ada.patch("/settings", { account_name: name })).body;
    const { parsed, raw } = await mail.mailTo((await invite(ada, name)).email);
    const header = raw.slice(0, raw.indexOf("\r\n\r\n"));
    const words = header.match(/=\?[^?\s]+\?[BbQq]\?[^?\s]*\?=/g)!;
    expect(words.length).toBeGreaterThan(15);
    for (const word of words) {
      expect(word.length).toBeLessThanOrEqual(75);
      // Each is text by itself, so that no character is divided.
      const text = /\?Q\?(.*)\?=/.exec(word)![1]!.replaceAll("_", " ");
      const bytes = Buffer.from(unescape(text.replaceAll("=", "%")), "latin1");
      expect(new TextDecoder("utf-8", { fatal: true }).decode(bytes)).not.toBe("");
    }
    for (const line of header.split("\r\n")) if (line.includes("=?")) expect(line.length).toBeLessThanOrEqual(76);
    expect(parsed.from!.value[0]!.name).toBe(name);
    expect(parsed.to).toMatchObject({ value: [{ name }] });
    expect(parsed.subject).toBe(`Ada Okafor invites you to ${name}`);
  });
});
