import { execFileSync } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast } from "../support/cast.ts";
import { runBeside, runCommand } from "../support/command.ts";
import { onDisk } from "../support/disk.ts";
import { temporaryFolder } from "../support/folder.ts";
import { smallPage } from "../support/page.ts";
import { freePort, startServer, type Server, type ServerOptions } from "../support/server.ts";
import { certificate, MailServer, password, user } from "../support/smtp.ts";
import { runSql } from "../support/sql.ts";
import { day, WallClock } from "../support/wall-clock.ts";

const page = smallPage();
const subjects = [
  "settings",
  "database",
  "storage",
  "key file",
  "ledger of erasures",
  "mail server",
  "clock",
  "permissions",
  "free disk",
  "certificate",
];

let server: Server;
beforeAll(async () => {
  server = await startServer();
  const cast = await Cast.on(server);
  await cast.ada.post("/connections", { platform: "vapi", name: "Vapi", secret: "a secret of the harbour" });
});
afterAll(() => server.stop());

/** What `rollcall check` prints, by subject. */
async function check(beside: Server, flags: string[] = [], options: ServerOptions = {}) {
  const { code, output, log } = await runBeside(
    beside,
    ["check", ...(flags.includes("--page") ? [] : ["--page", page]), ...flags],
    options,
  );
  expect(log).toBe("");
  const lines = Object.fromEntries(
    output.split("\n").map((line) => {
      const [, outcome, subject, sentence] = /^(ok|wrong|skipped) +([a-z ]+): (.+)$/.exec(line)!;
      return [subject!, `${outcome}: ${sentence}`];
    }),
  );
  for (const sentence of Object.values(lines)) expect(sentence).toMatch(/^wrong: .*(chmod|chown)|\.$/);
  const isWrong = Object.values(lines).some((line) => line.startsWith("wrong"));
  expect(code).toBe(isWrong ? 1 : 0);
  return lines;
}

/** Names, sizes and times of all files. */
function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name as string))
    .map((path) => `${path} ${statSync(path).size} ${statSync(path).mtimeMs} ${statSync(path).mode}`)
    .sort();
}

describe("rollcall check", () => {
  test("has a line for each thing, and finds nothing wrong beside a server that goes on", async () => {
    const lines = await check(server);
    expect(Object.keys(lines)).toEqual(subjects);
    expect(lines["database"]).toMatch(/^ok: (SQLite|PostgreSQL) \d.* schema \d+, the same as this Rollcall's\.$/);
    expect(lines["key file"]).toMatch(
      /^ok: .*secret\.key, private, opens the [1-9]\d* sealed values that were tried\.$/,
    );
    expect(lines["mail server"]).toMatch(/^skipped: None is set/);
    expect(lines["certificate"]).toMatch(/^skipped: --base-url is not set/);
    expect(Object.values(lines).filter((line) => line.startsWith("wrong"))).toEqual([]);
  });

  test("changes nothing, neither where there is nothing yet nor where a server has ended", async () => {
    const folder = join(temporaryFolder(), "data");
    const first = await runCommand(["check", "--page", page, "--data", folder]);
    expect(first.output).toMatch(/^ok +database: .*is created at the first start\.$/m);
    expect(first.code).toBe(0);
    expect(existsSync(folder)).toBe(false);

    const ended = await startServer();
    await Cast.withAda(ended);
    await ended.stop();
    const before = filesOf(ended.dataFolder);
    expect((await check(ended))["database"]).toMatch(/the same as this Rollcall's/);
    expect(filesOf(ended.dataFolder)).toEqual(before);
  });

  test("reads what a server has written that was killed", async () => {
    const killed = await startServer();
    await Cast.withAda(killed);
    await killed.kill();
    expect((await check(killed))["database"]).toMatch(/^ok: .*the same as this Rollcall's/);
  });

  test("tells a setting that is invalid, and checks nothing else", async () => {
    for (const [option, value] of [
      ["--base-url", "rollcall.example"],
      ["--listen", "localhost:8080"],
      ["--trusted-proxies", "proxy.example"],
    ] as const) {
      const { code, output } = await runCommand(["check", option, value]);
      expect(output).toMatch(new RegExp(`^wrong +settings: .*${option} ${value}.* Nothing else was checked\\.$`));
      expect(code).toBe(1);
    }
    const nothing = temporaryFolder();
    expect((await check(server, ["--page", nothing]))["settings"]).toMatch(/^wrong: .*index\.html.*--page/);
  });

  test("tells a database that is newer, older, another program's, or not there", async () => {
    const other = await startServer();
    await other.stop();
    const newest = Number(runSql(other, "SELECT MAX(version) FROM schema_migrations"));
    runSql(
      other,
      `INSERT INTO schema_migrations (version, title, applied_at) VALUES (${newest + 1}, 'of_tomorrow', 0)`,
    );
    expect((await check(other))["database"]).toMatch(/^wrong: .*newer Rollcall/);
    runSql(other, `DELETE FROM schema_migrations WHERE version >= ${newest}`);
    expect((await check(other))["database"]).toMatch(new RegExp(`^ok: .*schema ${newest - 1}, older .*${newest}`));
    runSql(other, `DELETE FROM schema_migrations WHERE version = 3`);
    expect((await check(other))["database"]).toMatch(/^wrong: .*not Rollcall's/);
    const address = "postgres://ada:sesame@127.0.0.1:1/rollcall";
    const away = await runCommand(["check", "--page", page, "--data", temporaryFolder(), "--database", address]);
    expect(away.output).toMatch(/^wrong +database: Cannot use the PostgreSQL database: .*127\.0\.0\.1/m);
    expect(away.output).not.toMatch(/sesame/);
  });

  test("tells a key file that is open to others, missing, broken, or of another data folder", async () => {
    const other = await startServer();
    const cast = await Cast.withAda(other);
    await cast.ada.post("/connections", { platform: "vapi", name: "Vapi", secret: "a secret of the harbour" });
    const key = join(other.dataFolder, "secret.key");
    chmodSync(key, 0o644);
    expect((await check(other))["key file"]).toMatch(/^wrong: .*others.*chmod 600/);
    chmodSync(key, 0o600);
    renameSync(key, `${key}.kept`);
    expect((await check(other))["key file"]).toMatch(
      /^wrong: .*is missing.*backup.*the server does not start without it, and at least \d+ values/,
    );
    writeFileSync(key, "a shopping list\n", { mode: 0o600 });
    expect((await check(other))["key file"]).toMatch(/^wrong: .*holds no key/);
    copyFileSync(join(server.dataFolder, "secret.key"), key);
    expect((await check(other))["key file"]).toMatch(/^wrong: .*is not the one of this database/);
    await other.stop();
    runSql(other, "DELETE FROM installation"); // as where a restored database was not served yet
    expect((await check(other))["key file"]).toMatch(/^wrong: .*does not open (\d+) of \1 sealed values/);
    renameSync(`${key}.kept`, key);
    expect((await check(other))["key file"]).toMatch(/^ok: /);
  });

  test("tells a key file and a storage that are not those of the database, where nothing is sealed yet", async () => {
    const other = await startServer();
    await other.stop();
    const nowhere = join(temporaryFolder(), "nowhere");
    for (const [storage, sentence] of [
      [temporaryFolder(), /^wrong: The storage .* is not the one of this database: use the same --storage/],
      [nowhere, /^wrong: The storage folder .* does not exist/],
    ] as const) {
      expect((await check(other, ["--storage", storage]))["storage"]).toMatch(sentence);
    }
    expect(existsSync(nowhere)).toBe(false);
    copyFileSync(join(server.dataFolder, "secret.key"), join(other.dataFolder, "secret.key"));
    expect((await check(other))["key file"]).toMatch(/^wrong: .*is not the one of this database: copy secret\.key/);
  });

  test("tells a ledger of erasures whose last line is cut off, until a server has started", async () => {
    const other = await startServer();
    await other.stop();
    appendFileSync(join(other.dataFolder, "erasures.log"), "2026-11-30T");
    expect((await check(other))["ledger of erasures"]).toMatch(/^wrong: .* is cut off, .*a restore refuses it/);
    await other.startAgain();
    expect((await check(other))["ledger of erasures"]).toMatch(/^ok: .*, whole, /);
    await other.stop();
  });

  test("tells a folder that cannot be written, a full disk, also of database or ledger, and files that are open to others", async () => {
    const folder = temporaryFolder();
    const onReadOnly = await check(server, ["--storage", folder], { wrapper: onDisk(folder, "ro,size=1m") });
    expect(onReadOnly["storage"]).toMatch(/^wrong: .*cannot be written: Read-only file system/);
    const onSmall = await check(server, ["--storage", folder], { wrapper: onDisk(folder, "size=100m") });
    expect(onSmall["free disk"]).toMatch(/^wrong: .* has \d+\.\d MB left\. Make room/);
    for (const [flag, name] of [
      ["--database", "rollcall.db"],
      ["--erasures-file", "erasures.log"],
    ] as const) {
      const onDiskOfItsOwn = await check(server, [flag, join(folder, name)], { wrapper: onDisk(folder, "size=100m") });
      expect(onDiskOfItsOwn["free disk"]).toMatch(/^wrong: .* has \d+\.\d MB left\. Make room/);
    }
    chmodSync(server.dataFolder, 0o755);
    expect((await check(server))["permissions"]).toMatch(/^wrong: .*open to other users: chmod go= /);
    chmodSync(server.dataFolder, 0o700);
  });

  test("tells a data folder of another user, whose files it cannot read", async () => {
    // The flag is stronger than the variable that names a database in PostgreSQL.
    const wrapper = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"];
    const lines = await check(server, ["--database", join(server.dataFolder, "rollcall.db")], { wrapper });
    expect(lines["database"]).toMatch(/^wrong: .*this user may not read and write it \(Permission denied\)/);
    for (const subject of ["storage", "key file"]) expect(lines[subject]).toMatch(/^wrong: .*Permission denied\.$/);
    expect(lines["permissions"]).toMatch(/^wrong: .*Permission denied\.$/);
  });

  test("tells a clock that differs from the database server's, or is behind what is stored", async () => {
    const clock = new WallClock();
    clock.forward(3600);
    const environment = { ...clock.options.environment, NO_FAKE_STAT: "1" };
    const ahead = (await check(server, [], { environment }))["clock"];
    expect(ahead).toMatch(/^wrong: .* is (3599|360\d) s ahead of (the database server's|that of the storage)\. .*NTP/);

    const other = await startServer();
    await Cast.withAda(other);
    await other.stop();
    runSql(other, "UPDATE audit_entries SET happened_at = happened_at + 7200000");
    expect((await check(other))["clock"]).toMatch(
      /^wrong: .* is 7\d\d\d s behind the newest entry of the audit log\. .*NTP/,
    );
  });
});

describe("rollcall check and the mail server", () => {
  let mail: MailServer;
  const pair = certificate();
  beforeAll(async () => {
    mail = await MailServer.start({ key: pair.key, cert: pair.cert });
  });
  afterAll(() => mail.stop());
  const flagsFor = (credentials: string, port = mail.port) => [
    ...["--smtp-url", `smtp://${credentials}127.0.0.1:${port}`],
    ...["--mail-from", "rollcall@harbour.example", "--smtp-ca", pair.file],
  ];
  const right = `${user}:${encodeURIComponent(password)}@`;

  test("connects, encrypts and signs in, and sends nothing", async () => {
    const line = (await check(server, flagsFor(right)))["mail server"];
    expect(line).toMatch(/^ok: smtp:\/\/127\.0\.0\.1:\d+ accepts the connection, with encryption, and the user and/);
    expect(line).not.toContain(password);
    expect(mail.received).toEqual([]);
  });

  test("tells what the mail server refuses", async () => {
    expect((await check(server, flagsFor("rollcall:wrong@")))["mail server"]).toMatch(/^wrong: .*refused the login\.$/);
    const untrusted = flagsFor(right).slice(0, 4);
    expect((await check(server, untrusted))["mail server"]).toMatch(/^wrong: .*certificate is not trusted/);
    expect((await check(server, flagsFor(right, await freePort())))["mail server"]).toMatch(
      /^wrong: .*cannot be reached/,
    );
    const plain = await MailServer.start({ hideSTARTTLS: true, disabledCommands: ["AUTH"] });
    expect((await check(server, flagsFor(right, plain.port)))["mail server"]).toMatch(/^wrong: .*no encryption/);
    const open = [...flagsFor(right, plain.port), "--smtp-tls", "none"];
    expect((await check(server, open))["mail server"]).toMatch(/^wrong: .*offers no sign-in/);
    await plain.stop();
  });
});

describe("rollcall check and the certificate of --base-url", () => {
  /** Trusts this certificate as the system's, for one program. */
  const trusting = (file: string) => {
    const script = `mount --bind "$0" /etc/ssl/certs/ca-certificates.crt && exec "$@"`;
    return { wrapper: ["unshare", "--map-root-user", "--mount", "sh", "-c", script, file] };
  };

  const folder = temporaryFolder();
  const [key, file] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const site = createServer((_, answer) => {
    answer.statusCode = 502;
    answer.end();
  });
  let address: string;
  beforeAll(async () => {
    const names = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"];
    const made = ["-newkey", "rsa:2048", "-nodes", "-days", "60", "-keyout", key, "-out", file];
    execFileSync("openssl", ["req", "-x509", ...made, ...names], { stdio: "ignore" });
    site.setSecureContext({ key: readFileSync(key), cert: readFileSync(file) });
    await once(site.listen(0, "127.0.0.1"), "listening");
    address = `https://127.0.0.1:${(site.address() as AddressInfo).port}`;
  });
  afterAll(() => site.close());

  /** What is found on a day from now, by a system that trusts the certificate. */
  async function checkAfter(days: number): Promise<string> {
    const clock = new WallClock();
    clock.forward(days * day);
    const options = days === 0 ? trusting(file) : { ...trusting(file), ...clock.options };
    return (await check(server, ["--base-url", address], options))["certificate"]!;
  }

  test("says how long it is valid, and that Rollcall does not answer there", async () => {
    expect(await checkAfter(0)).toMatch(/^ok: .* valid for (59|60) more days\. Rollcall does not answer .*502/);
  });

  test("tells one that ends soon, that has ended, and that nobody trusts, and an address where nobody is", async () => {
    expect(await checkAfter(50)).toMatch(/^wrong: .* expires in (9|10) days\. Renew it\.$/);
    expect(await checkAfter(70)).toMatch(/^wrong: Browsers do not trust .*expired/);
    const untrusted = (await check(server, ["--base-url", address]))["certificate"];
    expect(untrusted).toMatch(/^wrong: Browsers do not trust .*self.signed/);
    const nobody = ["--base-url", `https://127.0.0.1:${await freePort()}`];
    expect((await check(server, nobody))["certificate"]).toMatch(/^wrong: Nothing answers at .*--base-url\.$/);
  });
});
