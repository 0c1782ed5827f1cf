import { once } from "node:events";
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  checksumsOf,
  entriesOf,
  entryOf,
  Filled,
  newFile,
  newPlace,
  newPlaceOfSqlite,
  runAt,
  serve,
  signedIn,
  type Place,
} from "../support/backups.ts";
import { Cast } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { onDisk } from "../support/disk.ts";
import { temporaryFolder } from "../support/folder.ts";
import { onPostgres } from "../support/postgres.ts";
import { startServer } from "../support/server.ts";
import { MailServer, refusal } from "../support/smtp.ts";

let filled: Filled;
let seen: Record<string, unknown>;
let file: string;
beforeAll(async () => {
  filled = await Filled.start();
  seen = await filled.seenOn(filled.server);
  file = newFile();
  expect(await runAt(filled.server, ["backup", file])).toMatchObject({ code: 0, log: "" });
});
afterAll(() => filled.server.stop());

/** Every file of a place, with its bytes. */
function bytesIn({ dataFolder }: Place): Map<string, string> {
  if (!existsSync(dataFolder)) return new Map();
  const files = readdirSync(dataFolder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return new Map(paths.map((path) => [path, readFileSync(path, "base64")]));
}

/** What is in the folder of a place, sorted. */
const contentOf = ({ dataFolder }: Place) => (existsSync(dataFolder) ? readdirSync(dataFolder).sort() : []);

/** Checksums of all that a restore leaves as it was: there are sessions and known devices, which end. */
function withoutAccess(file: string) {
  const { tables, blobs } = checksumsOf(file);
  // Whose key and storage it is, the next start decides.
  const ended = ["sessions", "devices", "installation"];
  return { tables: tables.filter(({ name }) => !ended.includes(name)), blobs };
}

describe("a backup that was made beside a running server", () => {
  const places: [string, () => Place][] = [
    ["an empty data folder with its own database", () => newPlace(filled.server)],
    ["SQLite", () => newPlaceOfSqlite(filled.server)],
  ];
  test.each(places)("is restored into %s: everybody sees the same", async (_, place) => {
    const target = place();
    expect(await runAt(target, ["restore", file])).toMatchObject({ code: 0, log: "" });
    const again = newFile();
    expect(await runAt(target, ["backup", again])).toMatchObject({ code: 0, log: "" });
    expect(withoutAccess(again)).toEqual(withoutAccess(file));

    const server = await serve(target);
    expect(await filled.seenOn(server)).toEqual(seen);
    expect(await filled.reportCallTo(server)).toHaveStatus(201); // the numbers of calls go on
    await server.stop();
  });

  test("goes from SQLite back into the database of the tests", async () => {
    const between = newPlaceOfSqlite(filled.server);
    await runAt(between, ["restore", file]);
    const [second, third] = [newFile(), newFile()];
    await runAt(between, ["backup", second]);
    const back = newPlace(filled.server);
    expect(await runAt(back, ["restore", second])).toMatchObject({ code: 0, log: "" });
    await runAt(back, ["backup", third]);
    expect(withoutAccess(third)).toEqual(withoutAccess(file));
  });

  test("brings back no session and no link to choose a password, and does not call anybody again", async () => {
    const { cast, server } = filled;
    const { name, id } = await cast.launchedCampaign("Reception", { segment_ids: [filled.segment] });
    // Active, or scheduled where nobody may be called at this hour.
    expect((await cast.ada.get(`/campaigns/${id}`)).body.state).toMatch(/^(active|scheduled)$/);
    const before = newFile();
    await runAt(server, ["backup", before]);
    expect((await cast.ada.post(`/campaigns/${id}/cancel`)).status).toBe(200);

    const place = newPlace(server);
    const { output } = await runAt(place, ["restore", before]);
    expect(output).toMatch(/^All sessions have ended, and browsers are not known any more\./m);
    expect(output).toMatch(/^Paused: 1 campaign\. /m);
    const again = newFile();
    await runAt(place, ["backup", again]);
    const { tables } = checksumsOf(again);
    for (const name of ["sessions", "devices", "password_resets", "password_reset_requests"]) {
      expect(tables.find((table) => table.name === name)).toMatchObject({ rows: 0 });
    }
    const restored = await serve(place);
    const stolen = new Client(restored);
    for (const [cookie, value] of cast.ada.cookies) stolen.cookies.set(cookie, value);
    expect((await stolen.get("/members")).status).toBe(401);
    const ada = await signedIn(cast.ada, restored);
    expect((await ada.get(`/campaigns/${id}`)).body).toMatchObject({
      name,
      state: "paused",
      pause: { reason: "restored", detail: null },
    });
    await restored.stop();
  });

  test("does not send again what was queued, and says how many API tokens are valid", async () => {
    const post = await MailServer.start();
    post.refuse = () => refusal(451, "Later");
    const server = await startServer({ flags: post.flags });
    const cast = await Cast.on(server);
    await cast.ada.post("/api-tokens", { name: "Reports", scopes: ["read"] });
    const person = await cast.memberNotSignedIn();
    expect(await new Client(server).post("/password-resets", { email: person.email })).toHaveStatus(202);
    const states = async (reader: Client) =>
      (await reader.get("/mail", { limit: 200 })).body.items.map(({ state, reason }) => `${state}: ${reason}`);
    await expect
      .poll(() => states(cast.ada), { timeout: 10_000 })
      .toContainEqual(expect.stringMatching(/^queued: .*Later/));
    const before = newFile();
    await runAt(server, ["backup", before]);
    const place = newPlace(server);
    const { output } = await runAt(place, ["restore", before]);
    expect(output).toMatch(/^.* Not sent, because .*: [1-9]\d* queued emails?\.$/m);
    expect(output).toMatch(/passwords and 1 API token are as they were then/);
    const restored = await serve(place);
    const ada = await signedIn(cast.ada, restored);
    expect(await states(ada)).toContain("failed: It was queued when the backup was made.");
    await Promise.all([restored.stop(), server.stop()]);
    await post.stop();
  });

  test("is for its owner alone, has no key, and says what is in it", async () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(entriesOf(file)).not.toContain("secret.key");
    const { output } = await runAt(newPlace(filled.server), ["restore", file]);
    const { tables } = checksumsOf(file);
    for (const { name, rows } of tables) expect(output).toMatch(new RegExp(`^${name} +${rows} +[0-9a-f]{64}$`, "m"));
    expect(tables.find(({ name }) => name === "calls")!.rows).toBe(21);
  });

  test("is of one moment, whatever the server writes meanwhile, as is another one at the same time", async () => {
    let written = 0;
    let isOver = false;
    const writing = (async () => {
      const agent_id = filled.cast.agent("Reception").id;
      while (!isOver) {
        const started_at = new Date(Date.UTC(2026, 8, 1) + ++written * 1000).toISOString();
        const transcript = [{ role: "agent", text: "ahoy", start_seconds: 0 }] as const;
        void (
          await filled.cast.ada.post("/calls", {
            agent_id,
            started_at,
            duration_seconds: 1,
            transcript: [...transcript],
          })
        ).body;
      }
    })();
    const files = [newFile(), newFile(), newFile()];
    const ended = await Promise.all(files.map((name) => runAt(filled.server, ["backup", name])));
    isOver = true;
    await writing;
    for (const { code, log } of ended) expect(`${code} ${log}`).toBe("0 ");
    for (const name of files) {
      const { tables } = checksumsOf(name);
      const rows = (table: string) => tables.find(({ name: found }) => found === table)!.rows;
      expect(rows("call_transcripts")).toBe(rows("calls") - 1); // one of them has none
      expect(await runAt(newPlace(filled.server), ["restore", name])).toMatchObject({ code: 0, log: "" });
    }
  });
});

describe("recordings", () => {
  /** The call says so, and the rest is there. */
  const expectNoRecording = (after: Record<string, unknown>) => {
    expect(after[`${filled.eva.name} /calls/${filled.recordedCall}`]).toMatch(
      /"recording_status":"failed".*not in the backup/,
    );
    expect(after[`${filled.eva.name} /calls/${filled.recordedCall}/recording`]).toBe(404);
    const picture = `Ada Okafor /members/${filled.eva.id}/picture`;
    expect(after[picture]).toMatch(/bytes/);
    expect(after[picture]).toBe(seen[picture]);
  };

  test("can be left out: the call says so, and the rest is there", async () => {
    const small = newFile();
    await runAt(filled.server, ["backup", small, "--without-recordings"]);
    expect(entriesOf(small).filter((name) => name.startsWith("blobs/recordings/"))).toEqual([]);
    expect(entriesOf(small).filter((name) => name.startsWith("blobs/pictures/"))).toHaveLength(1);
    const place = newPlace(filled.server);
    await runAt(place, ["restore", small]);
    const server = await serve(place);
    expectNoRecording(await filled.seenOn(server));
    await server.stop();
  });

  test("whose files were deleted before the backup was made are not offered after a restore", async () => {
    const between = newPlaceOfSqlite(filled.server);
    await runAt(between, ["restore", file]);
    rmSync(join(between.dataFolder, "storage", "recordings"), { recursive: true });
    const lacking = newFile();
    await runAt(between, ["backup", lacking]);
    expect(checksumsOf(lacking).blobs).toMatchObject({ missing: 1 });
    const place = newPlace(filled.server);
    const { output } = await runAt(place, ["restore", lacking]);
    expect(output).toMatch(/^Not in the backup, as the calls say: 1 recording\.$/m);
    const server = await serve(place);
    expectNoRecording(await filled.seenOn(server));
    await server.stop();
  });
});

describe("the key file", () => {
  test("is in a backup that asks for it, and is restored", async () => {
    const whole = newFile();
    await runAt(filled.server, ["backup", whole, "--with-key"]);
    const place = newPlace(filled.server);
    rmSync(join(place.dataFolder, "secret.key"));
    expect(await runAt(place, ["restore", whole])).toMatchObject({ code: 0, log: "" });
    const key = join(place.dataFolder, "secret.key");
    expect(readFileSync(key)).toEqual(readFileSync(join(filled.server.dataFolder, "secret.key")));
    expect(statSync(key).mode & 0o777).toBe(0o600);
    expect(entryOf(whole, "rollcall.json")).not.toContain(readFileSync(key, "utf8").trim());
  });

  test("that is missing is said, with what is lost, before anything is written", async () => {
    const place = newPlace();
    const { code, log } = await runAt(place, ["restore", file]);
    expect(code).toBe(1);
    expect(log).toMatch(/secret\.key does not exist.*lost.*emails.*API keys.*numbers were erased.*--without-key/);
    expect(log).not.toContain("\n");
    expect(contentOf(place)).toEqual([]);
    const given = ["--without-key", "--without-erasures"];
    expect(await runAt(place, ["restore", file, ...given])).toMatchObject({ code: 0, log: "" });
  });

  test("that is not where a backup looks for it is said, and nothing is made without it unless that is wanted", async () => {
    const place = newPlaceOfSqlite(filled.server);
    await runAt(place, ["restore", file]);
    rmSync(join(place.dataFolder, "secret.key"));
    const name = newFile();
    const { code, log } = await runAt(place, ["backup", name]);
    expect(code).toBe(1);
    expect(log).toMatch(/There is no key file .*secret\.key\. .*--without-key/);
    expect(existsSync(name)).toBe(false);
    expect(await runAt(place, ["backup", name, "--without-key"])).toMatchObject({ code: 0, log: "" });
    expect(entryOf(name, "rollcall.json")).toContain('"key_fingerprint":null');
  });

  test("of another Rollcall is said likewise, and is kept", async () => {
    const other = await startServer();
    await other.stop();
    const place = newPlace(other);
    const before = readFileSync(join(place.dataFolder, "secret.key"));
    expect((await runAt(place, ["restore", file])).log).toMatch(/is the key of another Rollcall.*lost/);
    const whole = newFile();
    await runAt(filled.server, ["backup", whole, "--with-key"]);
    expect((await runAt(place, ["restore", whole])).log).toMatch(/is another one.*move it away/);
    expect(contentOf(place)).toEqual(["erasures.log", "secret.key"]);
    expect(readFileSync(join(place.dataFolder, "secret.key"))).toEqual(before);
  });
});

describe("a backup is refused with one line, and leaves nothing behind,", () => {
  // A process that may do less, or has a disk of its own, does not reach the tests' PostgreSQL.
  let source: Place;
  beforeAll(async () => {
    source = newPlaceOfSqlite(filled.server);
    await runAt(source, ["restore", file]);
  });

  const refusals: [string, () => [string, string[]], RegExp][] = [
    ["over an existing file", () => [file, []], /exists already, and is never overwritten/],
    ["in a folder that is not there", () => ["/nowhere/rollcall.backup", []], /No such file or directory/],
    [
      "onto a full disk",
      () => {
        const folder = temporaryFolder();
        return [join(folder, "rollcall.backup"), onDisk(folder, "size=16k")];
      },
      /was not made: .*No space left on device/,
    ],
  ];
  test.each(refusals)("%s", async (_, where, sentence) => {
    const [name, wrapper] = where();
    const before = existsSync(name) ? readFileSync(name) : undefined;
    const { code, output, log } = await runAt(source, ["backup", name], wrapper);
    expect({ code, output }).toEqual({ code: 1, output: "" });
    expect(log).toMatch(sentence);
    expect(log).not.toContain("\n");
    expect(existsSync(`${name}.part`)).toBe(false);
    expect(existsSync(name) ? readFileSync(name) : undefined).toEqual(before);
  });

  test("in a folder that is not writable", async () => {
    const name = newFile();
    chmodSync(dirname(name), 0o500);
    const unprivileged = ["setpriv", "--bounding-set=-all", "--inh-caps=-all", "--"];
    const { code, log } = await runAt(source, ["backup", name], unprivileged);
    chmodSync(dirname(name), 0o700);
    expect(code).toBe(1);
    expect(log).toMatch(/cannot be written: Permission denied/);
  });
});

test("a backup of a stopped server leaves nothing beside SQLite's file, and the log of a running one stays", async () => {
  const place = newPlaceOfSqlite(filled.server);
  await runAt(place, ["restore", file]);
  const beside = () => contentOf(place).filter((name) => /^rollcall\.db-/.test(name));
  expect(await runAt(place, ["backup", newFile()])).toMatchObject({ code: 0, log: "" });
  expect(beside()).toEqual([]);
  const server = await serve(place);
  expect(await runAt(place, ["backup", newFile()])).toMatchObject({ code: 0, log: "" });
  expect(beside()).toEqual(["rollcall.db-shm", "rollcall.db-wal"]);
  await server.stop();
});

describe("a restore is refused with one line, and writes nothing,", () => {
  const attempt = async (place: Place, sentence: RegExp, parameters: string[] = [file]) => {
    const before = bytesIn(place);
    const { code, output, log } = await runAt(place, ["restore", ...parameters]);
    expect({ code, output }).toEqual({ code: 1, output: "" });
    expect(log).toMatch(sentence);
    expect(log).not.toContain("\n");
    expect(bytesIn(place)).toEqual(before);
  };

  test("under a running server", async () => {
    const { code, log } = await runAt(filled.server, ["restore", file]);
    expect(code).toBe(1);
    expect(log).toMatch(/^rollcall: A server runs in the data folder .*$/);
    expect((await filled.cast.ada.get("/members")).status).toBe(200);
  });

  test("beside a server that does not answer", async () => {
    const place = newPlace(filled.server);
    const mute = createServer((client) => client.destroy()).listen(join(place.dataFolder, "control.sock"));
    await once(mute, "listening");
    await attempt(place, /^rollcall: The server of the data folder \S+ has not answered\.$/);
    mute.close();
  });

  test("over a database", async () => {
    const place = newPlace(filled.server);
    await runAt(place, ["restore", file]);
    await attempt(place, /already.*never overwritten/);
  });

  test("into a storage that is not empty", async () => {
    const place = newPlace(filled.server);
    const storage = temporaryFolder();
    writeFileSync(join(storage, "theirs"), "theirs");
    await attempt(place, /storage folder .* is not empty/, [file, "--storage", storage]);
    expect(readdirSync(storage)).toEqual(["theirs"]);
  });

  test("of a file that is not there", () =>
    attempt(newPlace(filled.server), /cannot be restored: Failed to open/, ["/nowhere.backup"]));

  test("onto a full disk", async () => {
    const place = newPlaceOfSqlite(filled.server);
    const wrapper = ["sh", "-c", `mkdir -p "$0" && exec "$@"`, place.dataFolder];
    const disk = onDisk(place.dataFolder, "size=1m");
    const parameters = ["restore", file, "--without-key", "--without-erasures"];
    const look = ["sh", "-c", `"$@"; code=$?; find "$0" -type f -size +0; exit $code`, place.dataFolder];
    const { code, output, log } = await runAt(place, parameters, [...wrapper, ...disk, ...look]);
    expect(code).toBe(1);
    expect(log).toMatch(/^rollcall: .* cannot be restored: .*(disk is full|no space left)[^.]*\.$/i);
    expect(log).not.toContain("\n");
    expect(output).toBe(""); // no file that has anything
  });

  test("by a server that uses the database and another data folder", async () => {
    const beside = { ...newPlace(filled.server), database: filled.server.database };
    const flags = onPostgres ? [] : ["--database", join(filled.server.dataFolder, "rollcall.db")];
    await attempt(beside, /already/, [file, ...flags]);
  });
});
