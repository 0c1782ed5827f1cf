import { setTimeout as rest } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { until } from "../support/campaigns.ts";
import { Cast, type Person } from "../support/cast.ts";
import { answerError, ObjectStore, storeKeys } from "../support/object-store.ts";
import { png } from "../support/picture.ts";
import { RecordingHost } from "../support/recordings.ts";
import { startServer, type Server } from "../support/server.ts";
import { wav } from "../support/wav.ts";

interface Place {
  store: ObjectStore;
  host: RecordingHost;
  server: Server;
  cast: Cast;
}

/** With a server of its own that keeps its blobs in a bucket, so that all of these tests wait at the same time. */
async function atPlace(work: (place: Place) => Promise<void>) {
  const store = await ObjectStore.start();
  const host = await RecordingHost.start();
  const server = await startServer({ ...store.options(), flags: ["--recording-hosts", host.name] });
  try {
    await work({ store, host, server, cast: await Cast.on(server) });
  } finally {
    await server.stop();
    await store.stop();
    host.stop();
  }
}

const aMinute = 60_000;
const audio = wav({ seconds: 20, loudness: [0.5, 0.25] });

const putPicture = (person: Person) =>
  person.put("/profile/picture", png(), { headers: { "Content-Type": "image/png" } });
const objectsOf = (store: ObjectStore, kind: "pictures" | "recordings") =>
  store.objects().filter((key) => key.startsWith(`rollcall/${kind}/`));
const statusOf = async (work: Promise<{ status: number }>) => (await work).status;

describe.concurrent("a store that is away", () => {
  test.each([
    ["refuses connections", (store: ObjectStore) => store.close(), (store: ObjectStore) => store.open()],
    [
      "answers nothing",
      async (store: ObjectStore) => void (store.silent = true),
      async (store: ObjectStore) => void (store.silent = false),
    ],
    [
      "answers with 503",
      async (store: ObjectStore) =>
        void (store.answer = (_, response) => (answerError(response, 503, "SlowDown"), true)),
      async (store: ObjectStore) => void (store.answer = undefined),
    ],
  ])("because it %s costs its blobs alone, until it is there again", (_, fail, recover) =>
    atPlace(async ({ store, server, cast }) => {
      const person = await cast.member();
      const { picture_url } = (await putPicture(person)).body;
      await fail(store);
      const [shown, put] = await Promise.all([person.send("GET", picture_url), putPicture(person)]);
      expect(shown).toBeRefused(503, "unavailable");
      expect(shown.headers["retry-after"]).toMatch(/^\d+$/);
      expect(put).toBeRefused(503, "unavailable");
      expect(await statusOf(person.get("/profile"))).toBe(200);
      expect(await statusOf(cast.ada.get("/audit-entries"))).toBe(200);
      await recover(store);
      await until(
        () => statusOf(person.send("GET", picture_url)),
        (status) => status === 200,
        aMinute,
      );
      expect(server.log.filter((line) => line.includes(storeKeys.secret) || line.includes(storeKeys.access))).toEqual(
        [],
      );
    }),
  );

  test("delays the copy of a recording, which is made when the store is there again", () =>
    atPlace(async ({ store, server, cast, host }) => {
      await store.close();
      const recording_url = host.serve(audio);
      const call = { agent_id: cast.agent("Reception").id, started_at: "2026-10-02T10:00:00Z", recording_url };
      const { id } = (await cast.ada.post("/calls", call)).body;
      await server.logged(/A recording could not be stored and will be tried again/);
      await store.open();
      const status = async () => (await cast.ada.get(`/calls/${id}`)).body.recording_status;
      expect(await status()).toBe("waiting");
      await until(status, (now) => now === "available", aMinute); // it is tried again after 30 s
    }));

  test("delays what is to be deleted, and loses none of it", () =>
    atPlace(async ({ store, cast, host }) => {
      await host.recordedCall(cast, "Reception", audio);
      const before = objectsOf(store, "recordings");
      const person = await cast.member();
      void (await putPicture(person)).body;
      const mine = objectsOf(store, "pictures");
      await store.close();
      expect(await person.delete("/profile/picture")).toHaveStatus(204);
      await rest(1_500);
      await store.open();
      await until(
        async () => objectsOf(store, "pictures").length,
        (count) => count === mine.length - 1,
        aMinute,
      );
      expect(objectsOf(store, "recordings")).toEqual(before);
    }));
});
