import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Client } from "../support/client.ts";
import { onDisk } from "../support/disk.ts";
import { temporaryFolder } from "../support/folder.ts";
import { smallPage } from "../support/page.ts";
import { binary, run, sanitized, startServer, type ServerOptions } from "../support/server.ts";

const page = smallPage();

/** What is wrong, in the log of a start; that the tables were made is told there too. */
const complaints = (log: string[]) => log.filter((line) => !/ info /.test(line));

/** Cannot start: one clear line on standard error, nothing on standard output. */
async function expectNoStart(parameters: string[], says: RegExp, code: number, options: ServerOptions = {}) {
  const attempt = run(parameters, options);
  expect(await attempt.ended).toBe(code);
  expect(attempt.output).toEqual([]);
  const lines = complaints(attempt.log);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(says);
  expect(lines[0]).not.toMatch(/terminate|exception|std::|boost|\.cpp|errno|sesame/i);
}

const serve = (...flags: string[]) => [
  "serve",
  "--listen",
  "127.0.0.1:0",
  "--data",
  temporaryFolder(),
  "--page",
  page,
  ...flags,
];

describe("a wrong setting stops the start with one clear line:", () => {
  test.each<[string[], RegExp]>([
    [["--listen", "nonsense"], /--listen/],
    [["--listen", "127.0.0.1"], /--listen/],
    [["--listen", "localhost:8080"], /--listen/],
    [["--listen", "[localhost]:8080"], /--listen/],
    [["--listen", ":8080"], /--listen/],
    [["--listen", "127.0.0.1:"], /--listen/],
    [["--listen", "127.0.0.1:-1"], /--listen/],
    [["--listen", "127.0.0.1:65536"], /--listen/],
    [["--listen", "127.0.0.1:80a"], /--listen/],
    [["--base-url", "rollcall.example"], /--base-url/],
    [["--base-url", "ftp://rollcall.example"], /--base-url/],
    [["--base-url", "https://rollcall.example/calls"], /--base-url/],
    [["--base-url", "https://ada@rollcall.example"], /--base-url/],
    [["--base-url", "https://rollcall.example?x=1"], /--base-url/],
    [["--base-url", "https://"], /--base-url/],
    [["--base-url", "HTTPS://rollcall.example:0"], /--base-url/],
    [["--base-url", "https://rollcall.example:65536"], /--base-url/],
    [["--vapi-url", "api.vapi.ai"], /--vapi-url/],
    [["--retell-url", "ftp://api.example"], /--retell-url/],
    [["--elevenlabs-url", "https://user:password@api.example"], /--elevenlabs-url/],
    [["--elevenlabs-url", "https://api.example/?x=1"], /--elevenlabs-url/],
    [["--webhook-hosts", "https://calls.example"], /--webhook-hosts/],
    [["--recording-hosts", "https://calls.example"], /--recording-hosts/],
    [["--smtp-url", "mail.example"], /--smtp-url/],
    [["--smtp-url", "smtp://user:password@mail.example/path"], /--smtp-url/],
    [["--smtp-url", "smtp://mail.example"], /--mail-from/],
    [["--mail-from", "nobody"], /--mail-from/],
    [["--smtp-tls", "perhaps"], /--smtp-tls/],
    [["--log-format", "xml"], /--log-format/],
    [["--data", ""], /--data/],
    [["--database", "mysql://db.example/rollcall"], /--database/],
    [["--database", "postgres://ada:open/sesame@db.example/rollcall"], /--database/],
    [["--database", "postgres://ada:open@sesame@db.example/rollcall"], /--database/],
    [["--database", "postgres://ada:open%sesame@db.example/rollcall"], /--database/],
    [["--colour", "blue"], /--colour/],
    [["--data"], /--data/],
  ])("serve %j", async (flags, says) => {
    // A flag given twice would be another mistake: only these.
    await expectNoStart(["serve", "--page", page, ...flags], says, 2);
  });

  test.each(["nonsense", "10.0.0.0/33", "10.0.0.0/-1", "::1/129", "10.0.0.0/8,nonsense", "300.0.0.1", "localhost"])(
    "--trusted-proxies %s",
    async (proxies) => {
      await expectNoStart(
        serve("--trusted-proxies", proxies),
        /--trusted-proxies .*neither an address nor a network/,
        2,
      );
    },
  );

  test.each([[[]], [["fly"]], [["serve", "now"]], [["routes", "--xml"]]])("%j", async (parameters) => {
    await expectNoStart(parameters, /^rollcall: /, 2);
  });

  test("ROLLCALL_LOG_FORMAT=xml", async () => {
    await expectNoStart(serve(), /log.format/i, 2, { environment: { ROLLCALL_LOG_FORMAT: "xml" } });
  });

  test("an address that is not this machine's", async () => {
    await expectNoStart(
      ["serve", "--data", temporaryFolder(), "--page", page, "--listen", "192.0.2.1:8080"],
      /192\.0\.2\.1/,
      1,
    );
  });

  test("a PostgreSQL that is not there", async () => {
    await expectNoStart(
      serve("--database", "postgres://ada:sesame@127.0.0.1:1/rollcall"),
      /PostgreSQL.*127\.0\.0\.1/,
      1,
    );
  });

  test("a page that is not there", async () => {
    const folder = temporaryFolder();
    await expectNoStart(
      ["serve", "--listen", "127.0.0.1:0", "--data", temporaryFolder(), "--page", folder],
      /index\.html/,
      1,
    );
  });
});

describe("--help", () => {
  test("names each setting and its variable, and ends well", async () => {
    const help = run(["serve", "--help"]);
    expect(await help.ended).toBe(0);
    const text = help.output.join("\n");
    for (const name of ["listen", "base-url", "data", "database", "page", "trusted-proxies", "log-format"]) {
      expect(text).toContain(`--${name}`);
      expect(text).toContain(`ROLLCALL_${name.toUpperCase().replace("-", "_")}`);
    }
  });
});

describe("each setting is a variable too", () => {
  test("and a flag is stronger", async () => {
    const server = await startServer({ environment: { ROLLCALL_LOG_FORMAT: "json", ROLLCALL_LISTEN: "127.0.0.1:1" } });
    await new Client(server).get("/session");
    const line = await server.logged(/^\{.*session.*\}$/);
    expect(JSON.parse(line[0])).toMatchObject({ path: "/api/v1/session", status: 200 });
    await server.stop();
  });
});

describe("the port", () => {
  test("that is taken is reported, and the server that has it goes on", async () => {
    const server = await startServer();
    const parameters = ["serve", "--listen", `127.0.0.1:${server.port}`, "--data", temporaryFolder(), "--page", page];
    await expectNoStart(parameters, new RegExp(`${server.port}.*used by another program`), 1);
    expect(await new Client(server).get("/session")).toHaveStatus(200);
    await server.stop();
  });

  test("is free again at once after a stop and after a crash", async () => {
    const server = await startServer();
    const { port } = server;
    await new Client(server).get("/session");
    await server.stop();
    const again = await startServer({ port });
    await new Client(again).get("/session");
    await again.kill();
    await (await startServer({ port })).stop();
  });
});

describe("the data folder", () => {
  const at = (folder: string) => ["serve", "--listen", "127.0.0.1:0", "--data", folder, "--page", page];
  const fileIn = (dataFolder: string) => ({ dataFolder, database: join(dataFolder, "rollcall.db") });

  test("is made where there is none, and nobody else can read it", async () => {
    const dataFolder = join(temporaryFolder(), "deep", "down");
    const server = await startServer({ dataFolder });
    expect(statSync(dataFolder).mode & 0o077).toBe(0);
    for (const name of readdirSync(dataFolder)) expect(statSync(join(dataFolder, name)).mode & 0o077, name).toBe(0);
    await server.stop();
  });

  test("that lies in a file is told", async () => {
    const file = join(temporaryFolder(), "file");
    writeFileSync(file, "in the way");
    await expectNoStart(at(join(file, "data")), /data folder .*\/file\/data/i, 1);
    await expectNoStart(at(file), /data folder .*\/file/i, 1);
  });

  test("that is read-only is told", async () => {
    const folder = temporaryFolder();
    await expectNoStart(at(folder), new RegExp(folder), 1, { wrapper: onDisk(folder, "ro,size=1m") });
  });

  test("that is full already is told", async () => {
    const folder = temporaryFolder();
    await expectNoStart(at(folder), /full|space/i, 1, { wrapper: onDisk(folder, "size=4k") });
  });

  test("with a database that another server uses is told, and that one goes on", async () => {
    const server = await startServer(fileIn(temporaryFolder()));
    await expectNoStart(at(server.dataFolder), /another rollcall/i, 1);
    expect(await new Client(server).get("/session")).toHaveStatus(200);
    await server.stop();
  });

  test("need not hold the database", async () => {
    const file = join(temporaryFolder(), "elsewhere.db");
    const server = await startServer({ database: file });
    expect(readdirSync(server.dataFolder)).not.toContain("rollcall.db");
    expect(statSync(file).mode & 0o077).toBe(0);
    await server.stop();
  });

  test("with something else for a database is told, and that is not touched", async () => {
    const server = await startServer(fileIn(temporaryFolder()));
    await server.stop();
    const database = readdirSync(server.dataFolder).find((name) => name.endsWith(".db"))!;
    const text = "This is a shopping list, not a database.\n".repeat(500);
    writeFileSync(join(server.dataFolder, database), text);
    await expectNoStart(at(server.dataFolder), new RegExp(database.replace(".", "\\.")), 1);
    expect(statSync(join(server.dataFolder, database)).size).toBe(text.length);
  });
});

test("a start as root is told in the log, one as another user is not", async () => {
  const server = await startServer();
  const isRoot = process.getuid?.() === 0;
  if (isRoot) await server.logged(/ warning Rollcall runs as root/);
  await server.stop();
  expect(server.log.some((line) => line.includes("as root"))).toBe(isRoot);
});

test("the program holds nothing that only debuggers read, and names the file that does, unless its reports are read", () => {
  expect(readFileSync(binary).includes("rollcall.debug\0")).toBe(!sanitized);
  if (!sanitized) expect(statSync(binary).size).toBeLessThan(12_000_000);
});
