import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { expectedOf, keptSchemas, unpack } from "../schemas/kept-database.ts";
import { entryOf, newFile, newPlace, runAt, type Place } from "../support/backups.ts";
import { Client } from "../support/client.ts";
import { startServer } from "../support/server.ts";

/** Serves a place that was restored. */
function serve({ dataFolder, database = join(dataFolder, "rollcall.db") }: Place) {
  return startServer({ dataFolder, database });
}

function copyKey(from: Place, to: Place) {
  mkdirSync(to.dataFolder, { mode: 0o700 });
  copyFileSync(join(from.dataFolder, "secret.key"), join(to.dataFolder, "secret.key"));
}

describe("a backup of an older schema", () => {
  test.each(keptSchemas())("%s is restored with what its members saw", async (name) => {
    const old = unpack(name);
    const before = newFile();
    expect(await runAt(old, ["backup", before])).toMatchObject({ code: 0, log: "" });
    expect(JSON.parse(entryOf(before, "rollcall.json"))).toMatchObject({ schema: Number(name) });
    const place = newPlace();
    copyKey(old, place);
    expect(await runAt(place, ["restore", before, "--without-erasures"])).toMatchObject({ code: 0, log: "" });
    const server = await serve(place);
    for (const { email, password, sees } of expectedOf(name).members) {
      const browser = new Client(server);
      expect((await browser.signIn(email, password)).status === 201).toBe(sees !== null);
    }
    await server.stop();
  });
});
