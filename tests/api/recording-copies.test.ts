import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Schemas } from "../support/answer.ts";
import { Cast, type Person } from "../support/cast.ts";
import { FileServer } from "../support/file-server.ts";
import { Platform } from "../support/platform.ts";
import { eventually } from "../support/outbox.ts";
import { makePlatformCall, type PlatformCall } from "../../fixtures/platforms/platform-call.ts";
import { startServer, type Server } from "../support/server.ts";
import { wav } from "../support/wav.ts";

let files: FileServer;
let elsewhere: FileServer;
let server: Server;
let cast: Cast;
let ada: Person;
let vapi: Platform;
let elevenlabs: Platform;
beforeAll(async () => {
  [files, elsewhere] = [await FileServer.start(), await FileServer.start()];
  server = await startServer({ flags: ["--recording-hosts", files.host] });
  cast = await Cast.on(server);
  ada = cast.ada;
  [vapi, elevenlabs] = [await Platform.connect(ada, "vapi"), await Platform.connect(ada, "elevenlabs")];
  for (const platform of [vapi, elevenlabs]) await platform.knows(cast.agent("Reception"), "reception-at-the-platform");
});
afterAll(async () => {
  await server.stop();
  await Promise.all([files.stop(), elsewhere.stop()]);
});

let minutes = 0;
/** A call that no other is taken for. */
const newCall = (recordingUrl?: string) =>
  makePlatformCall({ recordingUrl, startedAt: new Date(Date.UTC(2026, 9, 1, 0, ++minutes)) });

async function callOf(platformCall: PlatformCall): Promise<Schemas["Call"]> {
  const { items } = (await ada.get("/calls", { from: platformCall.startedAt.toISOString(), limit: 200 })).body;
  const { id } = items.find((item) => item.started_at === platformCall.startedAt.toISOString())!;
  return (await ada.get(`/calls/${id}`)).body;
}

/** The call once nobody works on its recording any more, or once `isThere` says so. */
async function settled(
  platformCall: PlatformCall,
  isThere = (call: Schemas["Call"]) => call.recording_status !== "waiting",
) {
  for (const end = Date.now() + 100_000; Date.now() < end;) {
    const call = await callOf(platformCall);
    if (isThere(call)) return call;
    await new Promise((passed) => setTimeout(passed, 50));
  }
  throw new Error(`The recording is still ${JSON.stringify(await callOf(platformCall))}`);
}

async function reported(recordingUrl: string): Promise<PlatformCall> {
  const platformCall = newCall(recordingUrl);
  await vapi.report(platformCall);
  return platformCall;
}

const lastError = async (platform = vapi) =>
  (await ada.get(`/connections/${platform.connection.id}`)).body.last_error?.message;
const filesIn = (folder: string) => {
  const path = join(server.dataFolder, folder);
  return existsSync(path) ? readdirSync(path) : [];
};

const stored = () =>
  filesIn("storage/recordings").map((name) => readFileSync(join(server.dataFolder, "storage/recordings", name)));

describe("a recording", () => {
  test("is copied from where the platform keeps it, to the byte", async () => {
    const audio = wav({ seconds: 2, loudness: [0.5, 0.25] });
    const call = await settled(await reported(files.keeping(audio)));
    expect(call).toMatchObject({ recording_status: "available", recording_problem: null });
    expect(stored().some((bytes) => bytes.equals(audio))).toBe(true);
    expect(filesIn("incoming")).toEqual([]);
  });

  test("shows what each side sounds like", async () => {
    const { id } = await settled(await reported(files.keeping(wav({ seconds: 2, loudness: [0.5, 0.25] }))));
    const { duration_seconds, channels } = (await ada.get(`/calls/${id}/waveform`)).body;
    expect(duration_seconds).toBe(2);
    expect(channels.map((channel) => channel.length)).toEqual([800, 800]);
    expect(Math.max(...channels[0]!)).toBeCloseTo(0.5, 2);
    expect(Math.max(...channels[1]!)).toBeCloseTo(0.25, 2);
  });

  test.each([
    "application/octet-stream",
    "binary/octet-stream",
    "audio/x-wav; rate=8000",
    "Audio/Wav",
    "video/mp4",
    "text/plain;charset=UTF-8",
    undefined,
  ])("may be said to be %s", async (type) => {
    const call = await settled(await reported(files.keeping(wav(), type)));
    expect(call.recording_status).toBe("available");
  });

  test("is found where a redirect leads", async () => {
    const call = await settled(await reported(files.redirecting(files.keeping(wav()))));
    expect(call.recording_status).toBe("available");
  });

  const longBody = "<html><body>Moved</body></html>".padEnd(100_000);
  test.each([301, 302, 303, 307, 308])("is found where a redirect with %i and a body leads", async (status) => {
    const url = files.redirecting(files.redirecting(files.keeping(wav()), status, longBody), status, "Moved");
    expect((await settled(await reported(url))).recording_status).toBe("available");
  });

  test("is found where a redirect leads whose body never ends", async () => {
    const there = files.keeping(wav());
    const url = files.answering((_, response) => {
      response.writeHead(307, { Location: there, "Content-Length": 5_000_000_000 });
      response.write("Moved");
    });
    expect((await settled(await reported(url))).recording_status).toBe("available");
  });

  const addresses = [
    "/calls/call 7.wav",
    "/Gespräch/März ä.wav?für=Ö",
    "/a|b[0]{c}.wav?x=[1|2]",
    "/\"quoted\" <file>`.wav?q='it is'",
    "/通話/🎧.mp3",
    "/100%/%zz%2Fä.wav",
    "/a/../b/./%2e%2e/c d.wav",
    "\\back\\slash.wav",
  ];
  const sound = (_: unknown, response: ServerResponse) =>
    response.writeHead(200, { "Content-Type": "audio/wav" }).end(wav());
  test.each(addresses)("is asked for at %s as a browser would, also in a redirect", async (path) => {
    const url = files.answeringAt(path, sound);
    // The bytes of UTF-8, as servers send them.
    const redirect = files.redirecting(Buffer.from(path).toString("latin1"), 301, "Moved");
    const calls = [await reported(url), await reported(redirect)];
    for (const call of calls) expect((await settled(call)).recording_status).toBe("available");
  });

  test("of ElevenLabs comes apart, and is read here", async () => {
    const platformCall = newCall();
    const audio = wav({ seconds: 3 });
    await elevenlabs.report(platformCall, audio);
    await settled(platformCall, (one) => one.recording_status === "available");
    expect(stored().some((bytes) => bytes.equals(audio))).toBe(true);
  });
});

describe("a recording that cannot be had", () => {
  const refused: [string, () => string, RegExp][] = [
    ["at an address without https", () => elsewhere.keeping(wav()), /https/],
    ["in a private network", () => `https://${elsewhere.host}/recording`, /private network/],
    ["by a name of a private network", () => `https://localhost:${elsewhere.host.split(":")[1]}/`, /private network/],
    ["by an IPv6 address of this machine", () => "https://[::1]/recording", /private network/],
    [
      "where a redirect with a body leads out",
      () => files.redirecting(elsewhere.keeping(wav()), 308, "Moved"),
      /https/,
    ],
    ["where a redirect leads in by //", () => files.redirecting(`//${elsewhere.host}/`, 301, "Moved"), /https/],
    ["where a redirect leads out", () => files.redirecting(elsewhere.keeping(wav())), /https/],
    ["where a redirect leads in", () => files.redirecting(`https://${elsewhere.host}/`), /private network/],
    ["where a redirect leads to a file", () => files.redirecting("file:///etc/passwd"), /https|not valid/],
    ["at no address at all", () => "harbour", /not valid/],
    ["that is said to be a PAGE", () => files.keeping(wav(), "Text/HTML; charset=utf-8"), /not audio/],
    ["that is said to be a page", () => files.keeping(Buffer.from("<html>"), "text/html"), /not audio/],
    ["that is no audio", () => files.keeping(Buffer.from("This is not audio at all.")), /not audio/],
    ["that has nothing in it", () => files.keeping(Buffer.alloc(0)), /not audio/],
    ["that is gone for good", () => files.answering((_, response) => response.writeHead(410).end()), /exists/],
    [
      "that never ends",
      () =>
        files.answering((_, response) => {
          response.writeHead(200, { "Content-Type": "audio/wav" });
          const more = () => {
            while (response.write(Buffer.alloc(1_000_000)));
          };
          response.on("drain", more).on("error", () => {});
          more();
        }),
      /200 MB/,
    ],
    [
      "that is sent from one address to the next",
      () => {
        const path = files.answering((_, response) => response.writeHead(302, { Location: path }).end());
        return path;
      },
      /redirects too often/,
    ],
  ];

  test.each(refused)("%s fails at once, and the administrator is told why", async (_, address, problem) => {
    const url = address();
    const call = await settled(await reported(url));
    expect(call.recording_status).toBe("failed");
    expect(call.recording_problem).toMatch(problem);
    expect(await lastError()).toMatch(problem);
    expect(await lastError()).not.toContain(url);
    expect(await ada.get(`/calls/${call.id}/recording`)).toBeRefused(404, "not_found");
  });

  test("is told only to members who may view recordings", async () => {
    const call = await settled(await reported(files.keeping(Buffer.from("No audio, but a secret of the store."))));
    expect(call.recording_problem).toMatch(/not audio/);
    const agents = [cast.agent("Reception").id];
    const listener = await cast.member({ permissions: { view_recordings: true } });
    const reader = await cast.member({
      permissions: { edit_agents: true, use_advanced_editor: true, view_billable_minutes: true },
    });
    for (const { id } of [listener, reader]) void (await ada.patch(`/members/${id}`, { agent_ids: agents })).body;

    expect((await listener.get(`/calls/${call.id}`)).body.recording_problem).toBe(call.recording_problem);
    const answers = [
      await reader.get(`/calls/${call.id}`),
      await reader.get("/calls", { limit: 200 }),
      await reader.get("/calls.csv"),
    ];
    for (const answer of answers) {
      expect(answer).toHaveStatus(200);
      expect(answer.text).toContain(call.id);
      expect(answer.text).not.toContain("recording_problem");
      expect(answer.text).not.toContain(call.recording_problem);
    }
  });

  test("does not lead anybody into a private network", () => {
    expect(elsewhere.connections).toBe(0);
  });

  test("is had once the platform names another address", async () => {
    const platformCall = await reported(files.keeping(Buffer.from("This is not audio.")));
    await settled(platformCall);
    await vapi.report({ ...platformCall, recordingUrl: files.keeping(wav()) });
    const call = await settled(platformCall, (one) => one.recording_status === "available");
    expect(call.recording_problem).toBeNull();
  });

  test("is not looked for again because the same is said again", async () => {
    const url = files.keeping(Buffer.from("This is not audio."));
    const platformCall = await reported(url);
    await settled(platformCall);
    await vapi.report({ ...platformCall, summary: "Another summary." });
    expect((await callOf(platformCall)).recording_status).toBe("failed");
    expect(files.asked.filter((path) => url.endsWith(path))).toHaveLength(1);
  });

  test("of ElevenLabs is told too, and its bytes go", async () => {
    const platformCall = newCall();
    await elevenlabs.report(platformCall, Buffer.from("This is not audio."));
    const call = await settled(platformCall, (one) => one.recording_status === "failed");
    expect(call.recording_problem).toMatch(/not audio/);
    expect(await lastError(elevenlabs)).toMatch(/not audio/);
    await expect.poll(() => stored().map(String), { timeout: 20_000 }).not.toContain("This is not audio.");
  });
});

/** A webhook of ElevenLabs whose audio is this text. */
const audioWebhook = (platformCall: PlatformCall, full_audio: string) => ({
  type: "post_call_audio",
  event_timestamp: 1_760_000_000,
  data: { agent_id: platformCall.agent, conversation_id: platformCall.id, full_audio },
});

describe("base64 of ElevenLabs", () => {
  const base64 = wav({ seconds: 2 }).toString("base64");
  test.each([
    ["in lines", base64.replace(/.{76}/g, "$&\r\n")],
    ["without padding", base64.replace(/=+$/, "")],
    ["in the alphabet of addresses", wav({ seconds: 2 }).toString("base64url")],
  ])("may be %s", async (_, text) => {
    const platformCall = newCall();
    await elevenlabs.report(platformCall);
    expect(await elevenlabs.deliver(audioWebhook(platformCall, text))).toHaveStatus(200);
    await settled(platformCall, (one) => one.recording_status === "available");
  });

  test("that cannot be decoded is kept, until audio comes that can", async () => {
    const platformCall = newCall();
    await elevenlabs.report(platformCall);
    const text = `${base64.slice(0, 20_000)}*${base64.slice(20_000)}`;
    expect(await elevenlabs.deliver(audioWebhook(platformCall, text))).toHaveStatus(200);
    const call = await callOf(platformCall);
    expect(call.recording_status).toBe("failed");
    expect(call.recording_problem).toBe("The audio that was received cannot be decoded.");
    const [, name] = /kept in the storage as recordings\/(\S+)\.$/.exec((await lastError(elevenlabs))!)!;
    expect(readFileSync(join(server.dataFolder, "storage/recordings", name!), "latin1")).toBe(text);
    expect(await elevenlabs.deliver(audioWebhook(platformCall, base64))).toHaveStatus(200);
    const repaired = await settled(platformCall, (one) => one.recording_status === "available");
    expect(repaired.recording_problem).toBeNull();
  });
});

describe("a recording that cannot be had yet", () => {
  test("waits, says why, and is had at the next attempt", async () => {
    let isThere = false;
    const url = files.answering((_, response) => {
      if (isThere) response.writeHead(200, { "Content-Type": "audio/wav" }).end(wav());
      else response.writeHead(403).end();
    });
    const platformCall = await reported(url);
    const waiting = await settled(platformCall, (call) => call.recording_problem !== null);
    expect(waiting).toMatchObject({ recording_status: "waiting", recording_problem: "Its server answered with 403." });
    expect(await lastError()).toMatch(/403/);
    isThere = true;
    await server.restart();
    const call = await settled(platformCall, (one) => one.recording_status === "available");
    expect(call.recording_problem).toBeNull();
  });

  test("starts again after a crash in the middle of it", async () => {
    const audio = wav({ seconds: 30 });
    let times = 0;
    let url = "";
    const begun = new Promise<void>((begins) => {
      url = files.answering((_, response) => {
        response.writeHead(200, { "Content-Type": "audio/wav" });
        if (++times > 1) return void response.end(audio);
        response.write(audio.subarray(0, 100_000), () => begins());
      });
    });
    const call = await reported(url); // the copy may begin before its webhook is answered
    await begun;
    await server.kill();
    await server.startAgain();
    expect((await settled(call, (one) => one.recording_status === "available")).recording_status).toBe("available");
    expect(filesIn("incoming")).toEqual([]);
  });

  test("does not keep the server from ending", async () => {
    const begun = new Promise<void>((begins) => {
      const url = files.answering((_, response) => {
        response.writeHead(200, { "Content-Type": "audio/wav" });
        response.write(wav(), () => begins());
      });
      void reported(url);
    });
    await begun;
    const begin = Date.now();
    await server.restart();
    expect(Date.now() - begin).toBeLessThan(20_000);
  });
});

test("no file is left but those of the recordings that are there", async () => {
  const { items } = (await ada.get("/calls", { limit: 200 })).body;
  const available = items.filter((call) => call.recording_status === "available").length;
  await expect.poll(() => filesIn("storage/recordings").length, { timeout: 75_000, interval: 500 }).toBe(available);
}, 80_000);

describe("slow hosts", () => {
  test("do not keep the recordings of other hosts waiting", async () => {
    const slow = await Promise.all([FileServer.start(), FileServer.start(), FileServer.start()]);
    const quick = await FileServer.start();
    const house = await startServer({
      flags: ["--recording-hosts", [...slow, quick].map((host) => host.host).join(",")],
    });
    const cast = await Cast.on(house);
    const platform = await Platform.connect(cast.ada, "vapi");
    await platform.knows(cast.agent("Reception"), "reception-at-the-platform");
    const statusOf = async (call: PlatformCall) => {
      const { items } = (await cast.ada.get("/calls", { limit: 200 })).body;
      return items.find((item) => item.started_at === call.startedAt.toISOString())?.recording_status;
    };
    const report = async (recordingUrl: string) => {
      const call = newCall(recordingUrl);
      await platform.report(call);
      return call;
    };

    // Each sends fast enough to be no failure, and never ends.
    const timers: NodeJS.Timeout[] = [];
    const trickle = (host: FileServer) =>
      host.answering((_, response) => {
        response.writeHead(200, { "Content-Type": "audio/wav" });
        timers.push(setInterval(() => response.write(Buffer.alloc(4_000)), 200));
      });
    const waiting: PlatformCall[] = [];
    for (const host of [...slow, ...slow, ...slow]) waiting.push(await report(trickle(host)));
    await eventually("all slow hosts are asked", async () =>
      slow.every((host) => host.asked.length === 2) ? true : undefined,
    );

    for (let number = 0; number < 3; number++) {
      const call = await report(quick.keeping(wav()));
      await eventually("a quick recording", async () => ((await statusOf(call)) === "available" ? true : undefined));
    }
    for (const call of waiting) expect(await statusOf(call)).toBe("waiting");
    expect(slow.map((host) => host.asked.length)).toEqual([2, 2, 2]);

    for (const timer of timers) clearInterval(timer);
    await house.stop();
    await Promise.all([...slow, quick].map((host) => host.stop()));
  });
});
