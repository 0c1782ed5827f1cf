import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast, type Person } from "../support/cast.ts";
import { Client } from "../support/client.ts";
import { RecordingHost } from "../support/recordings.ts";
import { startServer, type Server } from "../support/server.ts";
import { wav } from "../support/wav.ts";

let host: RecordingHost;
let server: Server;
let cast: Cast;
/** Sees Reception, and may view recordings. */
let eva: Person;
/** Sees Reception, without that permission. */
let jose: Person;
/** Of Reception, of Sales. */
let heard: string;
let hidden: string;
const audio = wav({ seconds: 2, loudness: [0.5, 0.25] });
beforeAll(async () => {
  host = await RecordingHost.start();
  server = await startServer({ flags: ["--recording-hosts", host.name] });
  cast = await Cast.on(server);
  eva = await cast.member({ agents: ["Reception"], permissions: { view_recordings: true } });
  jose = await cast.member({ agents: ["Reception"] });
  heard = await host.recordedCall(cast, "Reception", audio);
  hidden = await host.recordedCall(cast, "Sales", audio);
});
afterAll(async () => {
  await server.stop();
  host.stop();
});

const path = (id: string) => `/api/v1/calls/${id}/recording`;
const ask = (headers: Record<string, string> = {}, method = "GET", person: Client = eva) =>
  person.send(method, path(heard), { headers, contract: method !== "HEAD" });
const part = (first: number, last: number) => audio.subarray(first, last + 1);

describe("the audio of a call", () => {
  test("is sent whole, with its length, and says that parts can be had", async () => {
    const { status, headers, incoming } = await ask();
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      "content-type": "audio/wav",
      "content-length": String(audio.length),
      "accept-ranges": "bytes",
      "cache-control": "private, no-store",
    });
    expect(headers["etag"]).toMatch(/^"[^"]+"$/);
    expect(headers["content-disposition"]).toMatch(/^inline/);
    expect(incoming.body.equals(audio)).toBe(true);
  });

  test("is a file of the day and the call where it is to be kept", async () => {
    const answer = await eva.send("GET", path(heard), { query: { download: true } });
    expect(answer.headers["content-disposition"]).toBe(`attachment; filename="call-2026-10-01-${heard}.wav"`);
    expect(answer.incoming.body.equals(audio)).toBe(true);
    await cast.ada.patch("/settings", { time_zone: "Pacific/Kiritimati" }); // 14 hours ahead of UTC
    const there = await eva.send("GET", path(heard), { query: { download: true } });
    expect(there.headers["content-disposition"]).toContain(`"call-2026-10-02-${heard}.wav"`);
    await cast.ada.patch("/settings", { time_zone: "UTC" });
    expect(await eva.send("GET", path(heard), { query: { download: "perhaps" } })).toBeRefused(422, "invalid_fields", [
      "download",
    ]);
    expect(await eva.send("GET", path(heard), { query: { speed: 2 } })).toBeRefused(422, "invalid_fields", ["speed"]);
  });

  test.each([
    ["bytes=0-0", 0, 0],
    ["bytes=0-1023", 0, 1023],
    ["bytes=1000-", 1000, audio.length - 1],
    ["bytes=-100", audio.length - 100, audio.length - 1],
    ["bytes=-999999999", 0, audio.length - 1],
    [`bytes=${audio.length - 1}-999999999999999999999999`, audio.length - 1, audio.length - 1],
  ])("answers %s with that part", async (range, first, last) => {
    const { status, headers, incoming } = await ask({ Range: range });
    expect(status).toBe(206);
    expect(headers["content-range"]).toBe(`bytes ${first}-${last}/${audio.length}`);
    expect(headers["content-length"]).toBe(String(last - first + 1));
    expect(incoming.body.equals(part(first, last))).toBe(true);
  });

  test.each(["bytes=a-b", "bytes=5-4", "lines=1-2", "bytes=0-1,5-6", "bytes=", "0-1"])(
    "is sent whole where the range is %s",
    async (range) => {
      const { status, headers, incoming } = await ask({ Range: range });
      expect(status).toBe(200);
      expect(headers["content-range"]).toBeUndefined();
      expect(incoming.body.length).toBe(audio.length);
    },
  );

  test.each([`bytes=${audio.length}-`, "bytes=-0", "bytes=99999999999999999999-"])(
    "has no such part as %s",
    async (range) => {
      const answer = await ask({ Range: range });
      expect(answer).toBeRefused(416, "range_not_satisfiable");
      expect(answer.headers["content-range"]).toBe(`bytes */${audio.length}`);
    },
  );

  test("is sent in part only of the state that is known", async () => {
    const { etag } = (await ask()).headers;
    expect((await ask({ Range: "bytes=0-9", "If-Range": etag! })).status).toBe(206);
    for (const other of ['"other"', `W/${etag}`, "Tue, 24 Nov 2026 08:00:00 GMT"]) {
      expect((await ask({ Range: "bytes=0-9", "If-Range": other })).status).toBe(200);
    }
  });

  test("is described by HEAD as it is sent by GET, whatever the range", async () => {
    const [head, get] = [await ask({ Range: "bytes=0-9" }, "HEAD"), await ask()];
    expect(head.status).toBe(200);
    expect(head.incoming.body.length).toBe(0);
    for (const name of ["content-length", "content-type", "etag", "accept-ranges"]) {
      expect(head.headers[name]).toBe(get.headers[name]);
    }
  });

  test("can be fetched in parts on one connection", async () => {
    const parts: Buffer[] = [];
    for (let at = 0; at < audio.length; at += 10_000) {
      parts.push((await ask({ Range: `bytes=${at}-${at + 9_999}` })).incoming.body);
    }
    expect(Buffer.concat(parts).equals(audio)).toBe(true);
  });
});

describe("who may hear it", () => {
  const withRange = { headers: { Range: "bytes=0-0" } };

  test("is told by `can`", async () => {
    expect((await eva.get(`/calls/${heard}`)).body.can).toEqual(["listen"]);
    expect((await jose.get(`/calls/${heard}`)).body.can).toEqual([]);
    expect((await cast.ada.get(`/calls/${hidden}`)).body.can).toEqual(["listen"]);
  });

  test("is nobody without the permission, with or without a range", async () => {
    for (const sent of [{}, withRange]) {
      expect(await jose.send("GET", path(heard), sent)).toBeRefused(403, "permission_missing");
    }
    expect(await jose.get(`/calls/${heard}/waveform`)).toBeRefused(403, "permission_missing");
    expect((await jose.send("HEAD", path(heard), { contract: false })).status).toBe(403);
  });

  test("is nobody whose agent it is not: to them there is no such call", async () => {
    for (const person of [eva, jose]) {
      for (const id of [hidden, "no-such-call"]) {
        for (const sent of [{}, withRange]) {
          expect(await person.send("GET", path(id), sent)).toBeRefused(404, "not_found");
        }
        expect(await person.get(`/calls/${id}/waveform`)).toBeRefused(404, "not_found");
      }
    }
  });

  test("is asked on each request", async () => {
    const person = await cast.member({ agents: ["Reception"], permissions: { view_recordings: true } });
    const { etag } = (await person.send("GET", path(heard))).headers;
    await cast.ada.patch(`/members/${person.id}`, { permissions: { view_recordings: false } });
    const sent = { headers: { Range: "bytes=0-0", "If-Range": etag!, "If-None-Match": etag! } };
    expect(await person.send("GET", path(heard), sent)).toBeRefused(403, "permission_missing");
  });

  test("is nobody where there is no audio, or none yet", async () => {
    const agent_id = cast.agent("Reception").id;
    const started_at = "2026-10-02T10:00:00Z";
    const silent = (await cast.ada.post("/calls", { agent_id, started_at })).body;
    const recording_url = `http://${host.name}/nothing.wav`;
    const waiting = (await cast.ada.post("/calls", { agent_id, started_at, recording_url })).body;
    for (const { id } of [silent, waiting]) {
      for (const person of [eva, cast.ada]) {
        expect(await person.send("GET", path(id))).toBeRefused(404, "not_found");
        expect(await person.get(`/calls/${id}/waveform`)).toBeRefused(404, "not_found");
      }
      expect((await eva.get(`/calls/${id}`)).body.can).toEqual([]);
    }
  });
});

test("the waveform shows both channels, from silence to the loudest", async () => {
  const { duration_seconds, channels } = (await eva.get(`/calls/${heard}/waveform`)).body;
  expect(duration_seconds).toBeCloseTo(2, 2);
  const loudest = channels.map((peaks) => Math.max(...peaks));
  expect(loudest[0]).toBeCloseTo(0.5, 1);
  expect(loudest[1]).toBeCloseTo(0.25, 1);
});
