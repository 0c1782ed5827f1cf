import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, rmdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Filled, newFile, newPlace, newPlaceOfSqlite, runAt, serve, type Place } from "../support/backups.ts";
import { temporaryFolder } from "../support/folder.ts";
import { ask } from "../support/postgres.ts";
import { run } from "../support/server.ts";

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

const tablesOfPostgres = "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'";

const isPublished = ({ dataFolder, database }: Place) =>
  database === undefined
    ? existsSync(join(dataFolder, "rollcall.db"))
    : ask(database, tablesOfPostgres).join("").trim() !== "0";

test("a restore whose database may not survive a power cut keeps all that belongs to it, and says so", async () => {
  const whole = newFile();
  await runAt(filled.server, ["backup", whole, "--with-key"]);
  const folder = join(temporaryFolder(), "database");
  mkdirSync(folder, { mode: 0o300 }); // who cannot read it cannot sync it
  const place = { ...newPlaceOfSqlite(filled.server), database: join(folder, "rollcall.db") };
  rmSync(join(place.dataFolder, "secret.key"));
  const unprivileged = ["setpriv", "--bounding-set=-all", "--inh-caps=-all", "--"];
  const { code, log } = await runAt(place, ["restore", whole], unprivileged);
  chmodSync(folder, 0o700);
  expect(code).toBe(1);
  expect(log).toMatch(/^rollcall: It is not certain that .* is restored: the name of .* may not survive a power cut: /);
  expect(log).not.toContain("\n");
  const server = await serve(place);
  expect(await filled.seenOn(server)).toEqual(seen);
  await server.stop();
});

describe("kill -9", () => {
  const killed = async (place: Place, parameters: string[], after: number) => {
    const environment: Record<string, string> = { ROLLCALL_DATA: place.dataFolder };
    if (place.database !== undefined) environment["ROLLCALL_DATABASE"] = place.database;
    const command = run(parameters, { environment });
    setTimeout(() => command.process.kill("SIGKILL"), after);
    return command.ended;
  };

  test("of a backup leaves no file of its name, and the next one goes on", async () => {
    let kills = 0;
    for (let after = 40; kills < 3 && after > 0; after -= 4) {
      const name = newFile();
      if ((await killed(filled.server, ["backup", name], after)) === 0) continue;
      ++kills;
      expect(existsSync(name)).toBe(false);
      expect(await runAt(filled.server, ["backup", name])).toMatchObject({ code: 0, log: "" });
      expect(readdirSync(dirname(name))).toEqual(["rollcall.backup"]);
    }
    expect(kills).toBe(3);
  });

  test("of a restore leaves nothing that a server would serve, and the next one goes on", async () => {
    const place = newPlace(filled.server);
    let kills = 0;
    for (let after = 20; ; after += 60) {
      if ((await killed(place, ["restore", file], after)) === 0) break;
      // After that it erases bytes, and the backup is restored whole.
      if (isPublished(place)) break;
      ++kills;
    }
    expect(kills).toBeGreaterThan(0);
    expect((await runAt(place, ["restore", file])).log).toMatch(/already.*never overwritten/); // the last one went on
    const server = await serve(place);
    expect(await filled.seenOn(server)).toEqual(seen);
    await server.stop();
    expect(readdirSync(join(place.dataFolder, "storage")).sort()).toEqual(["installation", "pictures", "recordings"]);
  });

  test("between the files and the database is repaired by the next restore, which deletes nothing else", async () => {
    const place = newPlace(filled.server);
    const storage = join(place.dataFolder, "storage");
    mkdirSync(join(storage, "restoring", "recordings"), { recursive: true });
    mkdirSync(join(storage, "pictures"));
    writeFileSync(join(storage, "pictures", "of-a-killed-restore"), "a picture");
    writeFileSync(join(storage, "restoring", "published"), "pictures\nrecordings\n../secret.key\n");
    mkdirSync(join(storage, "imports"));
    expect((await runAt(place, ["restore", file])).log).toMatch(/storage folder .* is not empty/);
    rmdirSync(join(storage, "imports"));
    expect(await runAt(place, ["restore", file])).toMatchObject({ code: 0, log: "" });
    expect(readdirSync(storage).sort()).toEqual(["pictures", "recordings"]);
    expect(existsSync(join(storage, "pictures", "of-a-killed-restore"))).toBe(false);
    expect(existsSync(join(place.dataFolder, "secret.key"))).toBe(true);
  });

  test("after the database was published leaves files that are the server's once it has started", async () => {
    const place = newPlace(filled.server);
    await runAt(place, ["restore", file]);
    const storage = join(place.dataFolder, "storage");
    mkdirSync(join(storage, "restoring"));
    writeFileSync(join(storage, "restoring", "published"), "pictures\n");
    const server = await serve(place);
    await server.stop();
    expect(readdirSync(storage).sort()).toEqual(["installation", "pictures", "recordings"]);
  });
});
