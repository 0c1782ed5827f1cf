import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { ContactImports, csv, newPhone } from "../support/contact-imports.ts";
import { answerError, ObjectStore, type StoreRequest } from "../support/object-store.ts";
import { png } from "../support/picture.ts";
import { RecordingHost } from "../support/recordings.ts";
import { startServer, type Server } from "../support/server.ts";
import { wav } from "../support/wav.ts";

let store: ObjectStore;
let host: RecordingHost;
let server: Server;
let cast: Cast;
let eva: Person;
let heard: string;
const aMinute = { timeout: 60_000 };
const audio = wav({ seconds: 20, loudness: [0.5, 0.25] });
beforeAll(async () => {
  store = await ObjectStore.start();
  host = await RecordingHost.start();
  server = await startServer({ ...store.options(), flags: ["--recording-hosts", host.name] });
  cast = await Cast.on(server);
  eva = await cast.member({ agents: ["Reception"], permissions: { view_recordings: true } });
  heard = await host.recordedCall(cast, "Reception", audio);
});
afterAll(async () => {
  await server.stop();
  await store.stop();
  host.stop();
});
afterEach(() => {
  store.answer = undefined;
});

const putPicture = (person: Person) =>
  person.put("/profile/picture", png(), { headers: { "Content-Type": "image/png" } });
const pictures = () => store.objects().filter((key) => key.startsWith("rollcall/pictures/"));

/** What the store was asked while this was done. */
async function asked(work: () => Promise<unknown>): Promise<StoreRequest[]> {
  const before = store.requests.length;
  await work();
  return store.requests.slice(before);
}

describe("a bucket in the place of a folder", () => {
  test("keeps a picture, from which everybody gets it", async () => {
    const person = await cast.member();
    const answer = await putPicture(person);
    expect(answer).toHaveStatus(200);
    const shown = await person.send("GET", answer.body.picture_url);
    expect(shown.headers["content-type"]).toBe("image/jpeg");
    expect(shown.incoming.body.length).toBeGreaterThan(100);
    expect(pictures()).toHaveLength(1);
    expect(existsSync(join(server.dataFolder, "storage"))).toBe(false);
  });

  test("loses a picture that is replaced, and those of a member who is removed", async () => {
    const person = await cast.member();
    void (await putPicture(person)).body;
    const first = pictures();
    void (await putPicture(person)).body;
    await expect
      .poll(() => pictures().length === first.length && pictures().join() !== first.join(), aMinute)
      .toBe(true);
    expect(await cast.ada.delete(`/members/${person.id}`)).toHaveStatus(200);
    await expect.poll(() => pictures().length, aMinute).toBe(first.length - 1);
  });

  test("keeps the file of an import, and gives it to the check and the import", async () => {
    const imports = await ContactImports.start(store.options("imports"));
    const files = () =>
      store.objects().filter((key) => key.startsWith("imports/") && !key.startsWith("imports/installation/"));
    const { id } = await imports.upload(
      csv([
        ["name", "phone"],
        ["Rosa", newPhone()],
        ["Jürgen", newPhone()],
      ]),
    );
    expect(files()).toHaveLength(1);
    expect(await imports.begin(id, "check")).toMatchObject({ rows: 2, created: 2 });
    expect(await imports.begin(id, "start")).toMatchObject({ state: "done", created: 2 });
    expect(files()).toHaveLength(1); // as long as it can be undone
    await imports.stop();
  });

  test("gets signed requests alone, and no object that is public", () => {
    expect(store.requests.length).toBeGreaterThan(0);
    for (const { headers, target, status } of store.requests) {
      expect(headers["authorization"]).toMatch(/^AWS4-HMAC-SHA256 /);
      expect(headers).not.toHaveProperty("x-amz-acl");
      expect(target).not.toMatch(/signature/i);
      expect(status).not.toBe(403);
    }
  });

  test("answers nobody who has no key", async () => {
    for (const key of store.objects()) expect((await fetch(`${store.endpoint}/harbour/${key}`)).status).toBe(403);
  });
});

describe("a recording in a bucket", () => {
  const ask = (range?: string, person = eva) =>
    person.send("GET", `/api/v1/calls/${heard}/recording`, { headers: range ? { Range: range } : {} });
  const end = audio.length - 1;

  test.each([
    ["bytes=1-1", 1, 1],
    ["bytes=0-1023", 0, 1023],
    [`bytes=${end - 9}-`, end - 9, end],
    ["bytes=-100", end - 99, end],
    [`bytes=${end}-999999999`, end, end],
  ])("is asked for %s, and the store for no more", async (range, first, last) => {
    const requests = await asked(async () => {
      const { status, headers, incoming } = await ask(range);
      expect(status).toBe(206);
      expect(headers["content-range"]).toBe(`bytes ${first}-${last}/${audio.length}`);
      expect(incoming.body.equals(audio.subarray(first, last + 1))).toBe(true);
    });
    expect(requests.map(({ method, headers }) => [method, headers["range"]])).toEqual([
      ["HEAD", undefined],
      ["GET", `bytes=${first}-${last}`],
    ]);
  });

  test("is sent whole in parts, all of the object that was opened", async () => {
    const requests = await asked(async () => {
      const { status, incoming } = await ask();
      expect(status).toBe(200);
      expect(incoming.body.equals(audio)).toBe(true);
    });
    const parts = requests.slice(1);
    expect(parts.length).toBeGreaterThan(1);
    for (const { headers } of parts) {
      expect(headers["range"]).toMatch(/^bytes=\d+-\d+$/);
      expect(headers["if-match"]).toMatch(/^"[0-9a-f]+"$/);
    }
  });

  test("is not read where the range is behind its end", async () => {
    const requests = await asked(async () => expect((await ask(`bytes=${audio.length}-`)).status).toBe(416));
    expect(requests.map(({ method }) => method)).toEqual(["HEAD"]);
  });

  test("is not replaced by a whole file where the store knows no ranges", async () => {
    store.answer = (request, response) => {
      if (request.method !== "GET") return false;
      response.writeHead(200, { "Content-Length": audio.length }).end(audio);
      return true;
    };
    expect(await ask("bytes=0-9").catch(() => ({ status: 0 }))).not.toMatchObject({ status: 200 });
  });

  test("that is missing from the bucket is a fault, and so is a bucket that is missing", async () => {
    store.answer = (_, response) => {
      answerError(response, 404, "NoSuchBucket");
      return true;
    };
    expect(await ask()).toBeRefused(503, "unavailable");
    const imported = await cast.member();
    expect(await putPicture(imported)).toBeRefused(503, "unavailable");
  });
});
