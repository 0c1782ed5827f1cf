import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { Cast } from "../support/cast.ts";
import { memoryOf } from "../support/memory.ts";
import { eventually } from "../support/outbox.ts";
import { startServer } from "../support/server.ts";
import { certificate, MailServer } from "../support/smtp.ts";

const { key, cert } = certificate();

/** What a mail server does with a connection. */
type Manner = (socket: Socket) => void;

/** Sends it again and again, as fast as it is taken. */
function sendEndlessly(socket: Socket, bytes: string) {
  const send = () => {
    while (!socket.destroyed && socket.write(bytes));
  };
  socket.on("drain", send);
  send();
}

/** Answers each command, and the text of an email, by what `answers` has for it. */
function converse(socket: Socket, answers: Record<string, string>) {
  const usual: Record<string, string> = {
    EHLO: "250-mail.example\r\n250 STARTTLS",
    DATA: "354 Go on",
    QUIT: "221 Bye",
  };
  let isText = false;
  socket.write("220 mail.example ESMTP\r\n");
  createInterface({ input: socket }).on("line", (line) => {
    if (isText && line !== ".") return;
    const command = isText ? "text" : line.split(" ")[0]!;
    const answer = answers[command] ?? usual[command] ?? "250 OK";
    isText = command === "DATA" && answer.startsWith("354");
    if (answer === "close") socket.destroy();
    else if (answer !== "silence") socket.write(`${answer}\r\n`);
  });
}

function sendSlowly(socket: Socket, text: string) {
  let sent = 0;
  const timer = setInterval(() => socket.write(text[sent++ % text.length]!), 300);
  socket.on("close", () => clearInterval(timer));
}

/** And what is said of an email, where that is said within 30 seconds. */
const manners: [string, Manner, RegExp?][] = [
  ["never answers", () => {}, /did not answer in time/],
  ["hangs up at once", (socket) => socket.destroy(), /was lost/],
  ["greets without an end", (socket) => sendEndlessly(socket, `220-${"welcome ".repeat(100)}\r\n`)],
  ["sends a line without an end", (socket) => sendEndlessly(socket, "x".repeat(60_000))],
  ["sends garbage", (socket) => socket.write(randomBytes(100_000)), /.+/],
  ["sends a byte now and then", (socket) => sendSlowly(socket, "220-welcome\r\n")],
  ["hangs up instead of taking an email", (socket) => converse(socket, { text: "close" }), /was lost/],
  ["does not say whether it has an email", (socket) => converse(socket, { text: "silence" })],
  ["is busy at the greeting", (socket) => socket.end("421 Busy\r\n"), /421/],
  ["refuses each recipient for now", (socket) => converse(socket, { RCPT: "450 Later" }), /450 Later/],
  ["takes no text for now", (socket) => converse(socket, { DATA: "451 Later" }), /451 Later/],
];
const encrypted: [string, Manner, RegExp?][] = [
  [
    "offers an encryption that is none",
    (socket) => converse(socket, { STARTTLS: `220 Go\r\n${"no ".repeat(50)}` }),
    /.+/,
  ],
  ["stops when it is to encrypt", (socket) => converse(socket, { STARTTLS: "close" }), /.+/],
];
const all = [
  ...manners.map(([name, manner, reason]) => ({ name, manner, reason, tls: "none" })),
  ...encrypted.map(([name, manner, reason]) => ({ name, manner, reason, tls: "required" })),
];

describe.concurrent("a mail server that", () => {
  test.each(all)("$name delays no request, takes no memory, and holds up no end; emails go out later", async (one) => {
    const bad = createServer((socket) => {
      socket.on("error", () => {});
      one.manner(socket);
    });
    await once(bad.listen(0, "127.0.0.1"), "listening");
    const flags = (port: number, tls: string) => {
      const url = `smtp://127.0.0.1:${port}`;
      return ["--smtp-url", url, "--smtp-tls", tls, "--mail-from", "rollcall@harbour.example"];
    };
    const server = await startServer({ flags: flags((bad.address() as AddressInfo).port, one.tls) });
    const { ada } = await Cast.withAda(server);
    const before = memoryOf(server);

    const invited: string[] = [];
    for (const number of [1, 2, 3]) {
      const began = Date.now();
      const email = `mailed-${number}@harbour.example`;
      invited.push((await ada.post("/members", { email, name: email, send_invitation: true })).body.id);
      expect(Date.now() - began).toBeLessThan(12_000);
    }
    const { reason } = one;
    if (reason !== undefined) {
      const failed = await eventually("A failed attempt", async () => {
        const { items } = (await ada.get("/mail", { limit: 50 })).body;
        return items.find((mail) => mail.reason !== null);
      });
      expect(failed).toMatchObject({ state: "queued", reason: expect.stringMatching(reason) });
    } else {
      await sleep(3_000);
    }
    for (let number = 0; number < 20; number++) {
      const began = Date.now();
      expect(await ada.get("/members")).toHaveStatus(200);
      expect(Date.now() - began).toBeLessThan(12_000);
    }
    expect(memoryOf(server) - before).toBeLessThan(30 * 1024 * 1024);

    server.signal("SIGTERM");
    const late = sleep(20_000, "still running", { ref: false });
    expect(await Promise.race([server.ended, late])).toBe(0);
    bad.close();

    const good = await MailServer.start({ key, cert });
    await server.startAgain({ flags: flags(good.port, "none") });
    // Where two attempts have failed, the next is a minute later.
    for (const number of [1, 2, 3]) await good.mailTo(`mailed-${number}@harbour.example`, 1, 100_000);
    for (const id of invited) {
      const delivery = async () => (await ada.get(`/members/${id}`)).body.invitation?.delivery.state;
      await eventually("A sent email", async () => ((await delivery()) === "sent" ? true : undefined), 100_000);
    }
    await server.stop();
    await good.stop();
  });
});
