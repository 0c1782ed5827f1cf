import { once } from "node:events";
import { readdirSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { runCommand } from "../support/command.ts";
import { temporaryFolder } from "../support/folder.ts";
import { answerError, ObjectStore, storeKeys } from "../support/object-store.ts";
import { smallPage } from "../support/page.ts";
import { freePort, startServer } from "../support/server.ts";
import { certificate } from "../support/smtp.ts";

let store: ObjectStore;
beforeAll(async () => {
  store = await ObjectStore.start();
});
afterAll(() => store.stop());
afterEach(() => {
  store.answer = undefined;
});

type Environment = Record<string, string | undefined>;

/** Starts a server that is to fail, or runs another command, with the storage of the store and these changes. */
function run(changes: Environment, command = "serve", storage = store.address(), wrapper: string[] = []) {
  const dataFolder = temporaryFolder();
  const environment = { ...store.options().environment, ROLLCALL_STORAGE: storage, ...changes };
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined));
  const options = { wrapper, environment: { ...given, ROLLCALL_DATA: dataFolder } as Record<string, string> };
  const parameters = [command, "--listen", "127.0.0.1:0", "--page", smallPage()];
  return runCommand(parameters, options).then((ended) => ({ ...ended, dataFolder }));
}

describe("a storage that cannot be used ends the start with one line", () => {
  const cases: [string, Environment, () => string | Promise<string>, number, RegExp][] = [
    ["no bucket", {}, () => store.address({ bucket: "elsewhere" }), 2, /does not exist: create the bucket/],
    [
      "another access key",
      { ROLLCALL_S3_ACCESS_KEY: "SOMEBODY" },
      () => store.address(),
      2,
      /does not know the access key/,
    ],
    ["another secret key", { ROLLCALL_S3_SECRET_KEY: "guessed" }, () => store.address(), 2, /refused the signature/],
    ["another region", {}, () => store.address({ region: "us-1" }), 2, /is not in the region us-1/],
    [
      "nobody there",
      {},
      async () => store.address({ endpoint: `http://127.0.0.1:${await freePort()}` }),
      1,
      /cannot be used: it cannot be reached\.$/,
    ],
    ["no name of a host", {}, () => store.address({ endpoint: "https://store.invalid" }), 1, /name of its host cannot/],
    [
      "no key",
      { ROLLCALL_S3_ACCESS_KEY: undefined },
      () => store.address(),
      2,
      /needs ROLLCALL_S3_ACCESS_KEY in the env/,
    ],
    ["a key in the address", {}, () => `${store.address()}&secret=hidden`, 2, /has a parameter other than/],
    ["http on the internet", {}, () => store.address({ endpoint: "http://s3.example.com" }), 2, /use https, or add/],
  ];
  test.each(cases)("where there is %s", async (_, changes, storage, code, line) => {
    const ended = await run(changes, "serve", await storage());
    expect(ended).toMatchObject({ code, output: "" });
    const said = ended.log.split("\n").filter((text) => text.startsWith("rollcall: "));
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(line);
    for (const secret of [...Object.values(storeKeys), "hidden", "guessed"]) expect(ended.log).not.toContain(secret);
    expect(store.objects()).toEqual([]);
  });

  test("where its certificate is not trusted, or is of another host", async () => {
    const { key, cert } = certificate();
    const secure = createServer({ key, cert }).listen(0, "127.0.0.1");
    await once(secure, "listening");
    const { port } = secure.address() as AddressInfo;
    for (const host of ["127.0.0.1", "localhost"]) {
      const { code, log } = await run({}, "serve", store.address({ endpoint: `https://${host}:${port}` }));
      expect(code).toBe(2);
      expect(log).toMatch(/^rollcall: The storage .* cannot be used: its certificate is not trusted \(SSL\b.+\)\.$/m);
    }
    secure.close();
  });

  test("where nobody reads what it says", async () => {
    const wrapper = ["bash", "-c", '"$@" 2> >(:)', "bash"];
    const ended = await run({ ROLLCALL_S3_SECRET_KEY: "guessed" }, "serve", store.address(), wrapper);
    expect(ended).toMatchObject({ code: 2, log: "" });
  });

  test("where the key may only read", async () => {
    store.answer = (request, response) => {
      if (request.method === "GET") return false;
      answerError(response, 403, "AccessDenied");
      return true;
    };
    const { code, log } = await run({});
    expect(code).toBe(2);
    expect(log).toMatch(
      /refused the key: it needs the right to list the bucket, and to read, write and delete in it\./,
    );
  });
});

describe("a bucket", () => {
  test("is found by the names of keys that other programs use, and nothing of the probe stays", async () => {
    const { access, secret } = storeKeys;
    const environment = {
      ROLLCALL_STORAGE: store.address(),
      AWS_ACCESS_KEY_ID: access,
      AWS_SECRET_ACCESS_KEY: secret,
    };
    const server = await startServer({ environment });
    expect(store.objects().filter((key) => key.includes("probe"))).toEqual([]);
    expect(readdirSync(server.dataFolder)).not.toContain("storage");
    await server.stop();
  });

  test("that keeps versions is warned of, since what is erased stays in it", async () => {
    store.answer = (request, response) => {
      if (!request.url!.includes("versioning")) return false;
      response.end("<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
      return true;
    };
    const server = await startServer(store.options());
    await server.logged(/keeps versions: what is erased stays there/);
    await server.stop();
  });

  test("is judged by rollcall check", async () => {
    const right = await run({}, "check");
    expect(right.output).toMatch(/^ok +storage: s3:\/\/harbour\/rollcall at http:\S+ can be read and written\.$/m);
    const wrong = await run({ ROLLCALL_S3_SECRET_KEY: "guessed" }, "check");
    expect(wrong.output).toMatch(/^wrong +storage: .*refused the signature: correct ROLLCALL_S3_SECRET_KEY or /m);
    expect(wrong.code).toBe(1);
  });
});
