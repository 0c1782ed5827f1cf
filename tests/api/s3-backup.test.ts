import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checksumsOf, Filled, newFile, newPlace, runAt, serve, type Place } from "../support/backups.ts";
import { answerError, ObjectStore } from "../support/object-store.ts";

let store: ObjectStore;
let filled: Filled;
let seen: Record<string, unknown>;
let file: string;
beforeAll(async () => {
  store = await ObjectStore.start();
  filled = await Filled.start(store.options("first"));
  seen = await filled.seenOn(filled.server);
  file = newFile();
  expect(await runAtStore(filled.server, ["backup", file], "first")).toMatchObject({ code: 0, log: "" });
});
afterAll(async () => {
  await filled.server.stop();
  await store.stop();
});

const runAtStore = (place: Place, parameters: string[], prefix: string) =>
  runAt(place, parameters, [], store.options(prefix).environment);
const objectsOf = (prefix: string) => store.objects().filter((key) => key.startsWith(`${prefix}/`));

/** A backup for which the file of that folder is gone in the moment in which it is read. */
async function backupDuringDeletionOf(folder: string): Promise<string> {
  let isDeleted = false;
  store.answer = ({ method, url = "" }, response) => {
    if (!url.includes(`/first/${folder}/`)) return false;
    isDeleted ||= method === "GET";
    if (isDeleted) answerError(response, 404, "NoSuchKey");
    return isDeleted;
  };
  const lacking = newFile();
  const ended = await runAtStore(filled.server, ["backup", lacking], "first");
  store.answer = undefined;
  expect(isDeleted).toBe(true);
  expect(ended).toMatchObject({ code: 0, log: "" });
  expect(checksumsOf(lacking).blobs).toMatchObject({ count: 1, missing: 1 });
  return lacking;
}

describe("a backup of a server whose files are in a bucket", () => {
  test("has them all", () => {
    expect(checksumsOf(file).blobs).toMatchObject({ count: 2, missing: 0 });
  });

  test("is restored into a folder, and from there into a bucket: everybody sees the same", async () => {
    const inFolder = newPlace(filled.server);
    expect(await runAt(inFolder, ["restore", file])).toMatchObject({ code: 0, log: "" });
    const second = newFile();
    expect(await runAt(inFolder, ["backup", second])).toMatchObject({ code: 0, log: "" });
    expect(checksumsOf(second).blobs).toEqual(checksumsOf(file).blobs);

    const inBucket = newPlace(filled.server);
    expect(await runAtStore(inBucket, ["restore", second], "second")).toMatchObject({ code: 0, log: "" });
    expect(objectsOf("second").filter((key) => key.includes("restoring"))).toEqual([]);
    const server = await serve(inBucket, store.options("second"));
    expect(await filled.seenOn(server)).toEqual(seen);
    await server.stop();
  });

  test("is not restored into a prefix that is not empty", async () => {
    const before = objectsOf("first");
    const ended = await runAtStore(newPlace(filled.server), ["restore", file], "first");
    expect(ended.code).toBe(1);
    expect(ended.log).toMatch(
      /is not empty, and nothing in it is overwritten: name another bucket, or a prefix in it\.$/,
    );
    expect(objectsOf("first")).toEqual(before);
  });

  test("leaves nothing where the store fails in the middle", async () => {
    store.answer = (request, response) => {
      if (request.method !== "PUT" || !request.url!.includes("/third/recordings/")) return false;
      answerError(response, 500, "InternalError");
      return true;
    };
    const ended = await runAtStore(newPlace(filled.server), ["restore", file], "third");
    store.answer = undefined;
    expect(ended.code).toBe(1);
    expect(ended.log).toMatch(/cannot be restored: Writing recordings\/\S+ in \S+ at \S+ failed: .*InternalError/);
    expect(objectsOf("third")).toEqual([]);
  });

  test("is restored over what a killed restore has left, which is deleted first", async () => {
    const place = newPlace(filled.server);
    store.answer = (request, response) => {
      const { method, url = "" } = request;
      if (url.includes("/probe/") || (method !== "DELETE" && !url.includes("/fourth/recordings/"))) return false;
      answerError(response, 500, "InternalError");
      return true;
    };
    await runAtStore(place, ["restore", file], "fourth");
    store.answer = undefined;
    const left = objectsOf("fourth");
    expect(left).toContain("fourth/restoring");
    expect(await runAtStore(place, ["restore", file], "fourth")).toMatchObject({ code: 0, log: "" });
    const names = (prefix: string) => objectsOf(prefix).map((key) => key.slice(prefix.length));
    const ofRows = (name: string) => !name.startsWith("/installation/"); // a backup has the files that rows name
    expect(names("fourth")).toEqual(names("first").filter(ofRows));
  });

  test("is restored over what a killed restore has left where the store still lists what is deleted", async () => {
    const listed = ["pictures/a", "recordings/b", "restoring"]
      .map((name) => `<Contents><Key>fifth/${name}</Key></Contents>`)
      .join("");
    const deleted: string[] = [];
    store.answer = ({ method, url = "" }, response) => {
      if (method === "DELETE") deleted.push(url);
      if (method !== "GET" || deleted.some((one) => one.endsWith("/restoring"))) return false;
      if (url.endsWith("/fifth/restoring")) response.end("A restore has not ended.");
      else if (url.includes("max-keys=1000")) response.end(url.includes("marker=") ? "" : listed);
      else return false;
      return true;
    };
    const ended = await runAtStore(newPlace(filled.server), ["restore", file], "fifth");
    store.answer = undefined;
    expect(ended).toMatchObject({ code: 0, log: "" });
    const left = deleted.map((url) => url.slice(url.indexOf("/fifth/"))).filter((url) => !url.includes("/probe/"));
    expect(left.slice(0, 3)).toEqual(["/fifth/pictures/a", "/fifth/recordings/b", "/fifth/restoring"]);
  });

  test("is restored where the store fails at the very end, and the next start does what is left", async () => {
    const place = newPlace(filled.server);
    store.answer = ({ method, url = "" }, response) => {
      if (method !== "DELETE" || !url.endsWith("/sixth/restoring")) return false;
      answerError(response, 500, "InternalError");
      return true;
    };
    const ended = await runAtStore(place, ["restore", file], "sixth");
    store.answer = undefined;
    expect(ended).toMatchObject({ code: 0, log: "" });
    expect(ended.output).toMatch(
      /The mark "restoring" in the storage could not be deleted: start the server before anything else is restored/,
    );
    expect(objectsOf("sixth")).toContain("sixth/restoring");
    const server = await serve(place, store.options("sixth"));
    expect(objectsOf("sixth")).not.toContain("sixth/restoring");
    expect(await filled.seenOn(server)).toEqual(seen);
    await server.stop();
  });

  test("counts a file that is deleted while it is read, and is made", async () => {
    const lacking = await backupDuringDeletionOf("recordings");
    expect(await runAt(newPlace(filled.server), ["restore", lacking])).toMatchObject({ code: 0, log: "" });
  });

  test("that lacks a picture is restored without asking the store for each recording", async () => {
    const lacking = await backupDuringDeletionOf("pictures");
    const methods: string[] = [];
    store.answer = ({ method, url = "" }) => {
      if (url.includes("/seventh/recordings/")) methods.push(method!);
      return false;
    };
    const ended = await runAtStore(newPlace(filled.server), ["restore", lacking], "seventh");
    store.answer = undefined;
    expect(ended).toMatchObject({ code: 0, log: "" });
    expect(ended.output).not.toMatch(/Not in the backup, as the calls say/);
    expect(methods).toEqual(["PUT"]);
  });

  test("that the store does not give all files of is not made, and the reason is told", async () => {
    store.answer = (request, response) => {
      if (request.method !== "GET" || !request.url!.includes("/first/recordings/")) return false;
      answerError(response, 500, "InternalError");
      return true;
    };
    const ended = await runAtStore(filled.server, ["backup", newFile()], "first");
    store.answer = undefined;
    expect(ended.code).toBe(1);
    expect(ended.log).toMatch(/was not made: Reading recordings\/\S+ in \S+ at \S+ failed: .*InternalError\)\.$/);
  });
});
