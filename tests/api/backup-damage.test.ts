import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { entriesOf, Filled, newFile, newPlace, runAt } from "../support/backups.ts";
import { temporaryFolder } from "../support/folder.ts";

let filled: Filled;
let file: string;
let entries: string[];
beforeAll(async () => {
  filled = await Filled.start();
  file = newFile();
  await runAt(filled.server, ["backup", file, "--with-key"]);
  entries = entriesOf(file);
});
afterAll(() => filled.server.stop());

const bytes = () => readFileSync(file);
const changedAt = (part: number) => {
  const changed = bytes();
  changed[Math.floor(changed.length * part)]! ^= 0x10;
  return changed;
};

/** The entries of the backup as files, in a folder to be changed. */
function unpacked(): string {
  const folder = temporaryFolder();
  execFileSync("tar", ["--zstd", "-xf", file, "-C", folder]);
  return folder;
}

/** Packed again with these entries, in this order. */
function packed(folder: string, names: string[], flags: string[] = []): Buffer {
  const out = join(temporaryFolder(), "packed");
  execFileSync("tar", ["--zstd", "-cf", out, "-C", folder, "--no-recursion", ...flags, "--", ...names]);
  return readFileSync(out);
}

/** Packed again with one entry written again by `change`. */
function withChanged(name: string, change: (text: string) => string): Buffer {
  const folder = unpacked();
  const text = readFileSync(join(folder, name), "utf8");
  writeFileSync(join(folder, name), change(text));
  return packed(folder, entries);
}

function withMore(name: string, place: number, make: (path: string) => void, flags: string[] = []): Buffer {
  const folder = unpacked();
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  make(join(folder, name));
  return packed(folder, entries.toSpliced(place, 0, name), flags);
}

const without = (left: (name: string) => boolean) =>
  packed(
    unpacked(),
    entries.filter((name) => !left(name)),
  );
const manifest = (changes: object) =>
  withChanged("rollcall.json", (text) => JSON.stringify({ ...(JSON.parse(text) as object), ...changes }));
const calls = "tables/calls/000001.jsonl";
const picture = () => entries.find((name) => name.startsWith("blobs/pictures/"))!;

const damages: [string, () => Buffer, RegExp][] = [
  ["nothing", () => Buffer.alloc(0), /cannot be restored/],
  ["a text", () => Buffer.from("not a backup at all\n".repeat(1000)), /Unrecognized archive format/],
  ["zeros", () => Buffer.alloc(100_000), /it is not a backup/],
  ["cut off in the middle", () => bytes().subarray(0, bytes().length / 2), /cannot be restored: Truncated|cut off/],
  ["cut off by a byte", () => bytes().subarray(0, -1), /cannot be restored/],
  ["with a byte that changed at a tenth", () => changedAt(0.1), /cannot be restored/],
  ["with a byte that changed in the middle", () => changedAt(0.5), /cannot be restored/],
  ["with a byte that changed at the end", () => changedAt(0.99), /cannot be restored/],
  ["without its checksums", () => without((name) => name === "checksums.json"), /its end is missing/],
  ["without its beginning", () => without((name) => name === "rollcall.json"), /it is not a backup of Rollcall/],
  ["without a table", () => without((name) => name === calls), /its table 'campaign\w+' is not expected there/],
  ["without its last table", () => without((name) => name.startsWith("tables/wrong_signatures")), /tables are missing/],
  ["without a picture", () => without((name) => name === picture()), /it is not what was written/],
  [
    "with a row that changed",
    () => withChanged(calls, (text) => text.replaceAll('"ended"', '"ongoing"')),
    /the rows of calls are not those that were written/,
  ],
  [
    "without a row",
    () => withChanged(calls, (text) => text.split("\n").toSpliced(1, 1).join("\n")),
    /the rows of calls are not those that were written/,
  ],
  [
    "with other columns",
    () => withChanged(calls, (text) => text.replace("agent_id", "id_of_agent")),
    /columns of calls/,
  ],
  ["with half a row", () => withChanged(calls, (text) => text.slice(0, -5)), /a part of calls is cut off/],
  [
    "with a number where a text belongs",
    () => withChanged(calls, (text) => text.replace(/\n\[(\d+),"[^"]+"/, "\n[$1,7")),
    /a row of calls has other values/,
  ],
  [
    "with another count",
    () => withChanged("checksums.json", (text) => text.replace(/"rows":21/, '"rows":20')),
    /calls/,
  ],
  [
    "with other bytes in a picture",
    () => withChanged(picture(), (text) => text.replace("W", "w")),
    /not what was written/,
  ],
  [
    "with a path that leads elsewhere",
    () => withMore("blobs/x/y", 1, (path) => writeFileSync(path, "x"), ["--transform=s,^blobs/x/y$,blobs/../../evil,"]),
    /'\.\.\/\.\.\/evil' is not the name of a file/,
  ],
  [
    "with an absolute path",
    () => withMore("evil", 1, (path) => writeFileSync(path, "x"), ["-P", "--transform=s,^evil$,/etc/evil,"]),
    /holds '\/etc\/evil'/,
  ],
  ["with a link", () => withMore("blobs/link", 1, (path) => symlinkSync("/etc/passwd", path)), /which is not a file/],
  [
    "with more behind its end",
    () => withMore("blobs/a", entries.length, (path) => writeFileSync(path, "a")),
    /follows its end/,
  ],
  ["of a newer format", () => manifest({ format: 2 }), /its format is 2, and this Rollcall reads 1/],
  ["of a newer schema", () => manifest({ schema: 999 }), /written by a newer Rollcall.*999/],
  [
    "of a newer schema, by a name that would write to a terminal",
    () => manifest({ schema: 999, version: "\u001b[2J\u009b1m" }),
    /by a newer Rollcall, \?\[2J\?+1m /,
  ],
  ["with a time that would write to a terminal", () => manifest({ created_at: "\u001b[2J" }), /json' cannot be read/],
  [
    "with a list in a row",
    () => withChanged(calls, (text) => text.replace(/\n\[(\d+),"[^"]+"/, "\n[$1,[[]]")),
    /a row of calls has other values/,
  ],
  ["of no schema", () => manifest({ schema: 0 }), /cannot be read/],
  ["of another program", () => manifest({ program: "pg_dump" }), /not a backup of Rollcall/],
  ["with a beginning of absurd size", () => manifest({ more: "x".repeat(2_000_000) }), /is too large/],
  [
    "that another program made",
    () => {
      const folder = temporaryFolder();
      writeFileSync(join(folder, "holiday.jpg"), "a picture");
      return packed(folder, ["holiday.jpg"]);
    },
    /not a backup of Rollcall/,
  ],
];

test.each(damages)("a backup is refused before anything is written: %s", async (_, damage, sentence) => {
  const damaged = newFile();
  writeFileSync(damaged, damage());
  const place = newPlace();
  const { code, output, log } = await runAt(place, ["restore", damaged]);
  expect({ code, output }).toEqual({ code: 1, output: "" });
  expect(log).toMatch(/^rollcall: .* cannot be restored: .*\.$/);
  expect(log).toMatch(sentence);
  expect(log).not.toContain("\u001b");
  expect(existsSync(place.dataFolder)).toBe(false);
});

test("a backup that was unpacked and packed again is restored", async () => {
  const again = newFile();
  writeFileSync(again, packed(unpacked(), entries));
  expect(await runAt(newPlace(), ["restore", again, "--without-erasures"])).toMatchObject({ code: 0, log: "" });
});
