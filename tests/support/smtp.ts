import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { simpleParser, type ParsedMail } from "mailparser";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { temporaryFolder } from "./folder.ts";

/** A mail as it arrived. */
interface Received {
  /** The envelope's. */
  from: string;
  to: string[];
  encrypted: boolean;
  user: string | undefined;
  raw: string;
  parsed: ParsedMail;
}

export const user = "rollcall";
export const password = "a password for the mail server";

/** A certificate for 127.0.0.1 that nobody trusts who is not told to. */
export function certificate(): { key: string; cert: string; file: string } {
  const folder = temporaryFolder();
  const [key, file] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  execFileSync(
    "openssl",
    ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", key, "-out", file].concat([
      "-subj",
      "/CN=127.0.0.1",
      "-addext",
      "subjectAltName=IP:127.0.0.1",
    ]),
    { stdio: "ignore" },
  );
  return { key: readFileSync(key, "utf8"), cert: readFileSync(file, "utf8"), file };
}

/** A refusal with a code of SMTP. */
export function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

/** A real mail server that keeps what it receives. */
export class MailServer {
  readonly received: Received[] = [];
  /** Asked for each recipient; what it returns is the refusal. */
  refuse: (to: string) => Error | undefined = () => undefined;
  private readonly server: SMTPServer;
  private waiting: (() => void)[] = [];

  private constructor(options: SMTPServerOptions) {
    this.server = new SMTPServer({
      authOptional: true,
      onAuth: (auth, _, done) =>
        auth.username === user && auth.password === password
          ? done(null, { user })
          : done(refusal(535, "Wrong user or password")),
      onRcptTo: (address, _, done) => done(this.refuse(address.address) ?? null),
      onData: (stream, session, done) => {
        const parts: Buffer[] = [];
        stream.on("data", (part: Buffer) => parts.push(part));
        stream.on("end", () => {
          const raw = Buffer.concat(parts);
          void simpleParser(raw).then((parsed) => {
            const { mailFrom, rcptTo } = session.envelope;
            this.received.push({
              from: mailFrom === false ? "" : mailFrom.address,
              to: rcptTo.map((recipient) => recipient.address),
              encrypted: session.secure,
              user: session.user,
              raw: raw.toString("latin1"),
              parsed,
            });
            done();
            this.wake();
          });
        });
      },
      ...options,
    });
    // A client that goes away in the middle is none of a test's concern.
    this.server.on("error", () => {});
  }

  static async start(options: SMTPServerOptions = {}, port = 0): Promise<MailServer> {
    const server = new MailServer(options);
    await once(server.server.listen(port, "127.0.0.1"), "listening");
    return server;
  }

  get port(): number {
    return (this.server.server.address() as AddressInfo).port;
  }

  /** With which Rollcall sends by this server. */
  get flags(): string[] {
    const url = `smtp://127.0.0.1:${this.port}`;
    return ["--smtp-url", url, "--smtp-tls", "none", "--mail-from", "rollcall@harbour.example"];
  }

  /** The first mail to that address, as soon as it is there. */
  async mailTo(address: string, count = 1, milliseconds = 30_000): Promise<Received> {
    const end = Date.now() + milliseconds;
    const to = () => this.received.filter((mail) => mail.to.includes(address));
    while (to().length < count) {
      if (Date.now() > end) throw new Error(`No mail to ${address} within ${milliseconds} ms`);
      await new Promise<void>((woken) => {
        const timer = setTimeout(woken, 250);
        this.waiting.push(() => {
          clearTimeout(timer);
          woken();
        });
      });
    }
    return to()[count - 1]!;
  }

  async stop() {
    await new Promise<void>((stopped) => this.server.close(stopped));
  }

  private wake() {
    const woken = this.waiting;
    this.waiting = [];
    for (const each of woken) each();
  }
}

/** The token in the link of a mail's text. */
export function tokenIn(text: string): string {
  const token = /#token=([\w-]+)/.exec(text)?.[1];
  if (!token) throw new Error(`There is no link with a token in:\n${text}`);
  return token;
}

/** What a scripted mail server answers to a command: whole lines, or nothing to hang, or "close" to hang up. */
export type SmtpScript = (command: string, line: string) => string | undefined;

/** A mail server without encryption that accepts everything but what its script answers otherwise. */
export class ScriptedMailServer {
  /** The lines of all connections, without the text of the emails. */
  readonly lines: string[] = [];
  script: SmtpScript = () => undefined;
  private readonly server = createServer((socket) => this.serve(socket));
  private readonly sockets = new Set<Socket>();

  static async start(): Promise<ScriptedMailServer> {
    const server = new ScriptedMailServer();
    await once(server.server.listen(0, "127.0.0.1"), "listening");
    return server;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async stop() {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((stopped) => this.server.close(stopped));
  }

  private serve(socket: Socket) {
    this.sockets.add(socket);
    socket.on("error", () => {});
    let isText = false;
    const usual: Record<string, string> = {
      greeting: "220 mail.example ESMTP",
      DATA: "354 Go on",
      QUIT: "221 Bye",
    };
    const answer = (command: string, line: string) => {
      const lines = this.script(command, line) ?? usual[command] ?? "250 OK";
      if (lines === "close") return socket.destroy();
      isText = command === "DATA" && lines.startsWith("354");
      socket.write(lines.replaceAll("\n", "\r\n") + "\r\n");
    };
    createInterface({ input: socket }).on("line", (line) => {
      if (isText && line !== ".") return;
      if (!isText) this.lines.push(line);
      answer(isText ? "text" : line.split(" ")[0]!, line);
    });
    answer("greeting", "");
  }
}
