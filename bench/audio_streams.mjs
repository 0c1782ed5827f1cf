// What it costs to send audio to many at once: memory, and the speed of everybody else.
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { get } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { rssAnon } from "./idle.mjs";
import { withMembers } from "./members.mjs";
import { median } from "./wrk.mjs";

const listeners = 500;
const quietRequests = 500;
const secret = "every bench needs an oak";
const conversation = "conversation-1";

// Ten minutes of a voice that hums, as telephones have it: 8,000 samples of 16 bits in a second, 9.6 MB.
const samplesPerSecond = 8_000;
const lengthInSeconds = 600;
const bytesPerSecond = 2 * samplesPerSecond;

function wav() {
  const samples = Buffer.alloc(bytesPerSecond * lengthInSeconds);
  for (let sample = 0; sample < samples.length / 2; ++sample)
    samples.writeInt16LE(Math.round(8_000 * Math.sin(sample / 9) * Math.sin(sample / 4_000)), sample * 2);
  const header = Buffer.alloc(44);
  header.write("RIFF", 0);
  header.writeUInt32LE(36 + samples.length, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20); // uncompressed
  header.writeUInt16LE(1, 22); // one channel
  header.writeUInt32LE(samplesPerSecond, 24);
  header.writeUInt32LE(bytesPerSecond, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write("data", 36);
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]);
}

/** Delivers a call with its audio as ElevenLabs does. Returns its id. */
async function callWithAudio({ server, ada, agent }) {
  const connection = await ada("POST", "/connections", { platform: "elevenlabs", name: "ElevenLabs", secret });
  const connectionId = connection.body.id;
  await ada("PUT", `/agents/${agent}/external-ids`, {
    items: [{ connection_id: connectionId, external_id: "agent-1" }],
  });
  const known = { agent_id: "agent-1", conversation_id: conversation };
  const metadata = { start_time_unix_secs: Math.round(Date.now() / 1000), call_duration_secs: lengthInSeconds };
  const transcription = { ...known, status: "done", transcript: [], metadata };
  const audio = { ...known, full_audio: wav().toString("base64") };
  for (const [type, data] of [["post_call_transcription", transcription], ["post_call_audio", audio]]) {
    const seconds = Math.round(Date.now() / 1000);
    const body = JSON.stringify({ type, event_timestamp: seconds, data });
    const signature = createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex");
    const headers = { "Content-Type": "application/json", "ElevenLabs-Signature": `t=${seconds},v0=${signature}` };
    const response = await fetch(`${server.address}/api/v1/ingest/${connectionId}`, { method: "POST", headers, body });
    if (!response.ok) throw new Error(`${type} was answered ${response.status}: ${await response.text()}`);
  }
  for (;;) {
    const [call] = (await ada("GET", "/calls")).body.items;
    if (call.recording_status === "available") return call.id;
    if (call.recording_status === "failed") throw new Error("The audio was not taken.");
    await sleep(200);
  }
}

/** Listens at the speed of speech until it is told to stop. Resolves once the first sound is there. */
async function listen(server, cookie, call) {
  const request = get(`${server.address}/api/v1/calls/${call}/recording`, { agent: false, headers: { Cookie: cookie } });
  const [response] = await once(request, "response");
  if (response.statusCode !== 200) throw new Error(`The recording was answered ${response.statusCode}.`);
  await once(response, "readable");
  const hearing = setInterval(() => response.read(bytesPerSecond / 2) ?? response.read(), 500);
  return () => {
    clearInterval(hearing);
    request.destroy();
  };
}

async function millisecondsOf(request) {
  const start = performance.now();
  const { status } = await request();
  if (status >= 300) throw new Error(`Was answered ${status}.`);
  return performance.now() - start;
}

async function measured(times, request) {
  const milliseconds = [];
  while (milliseconds.length < times) milliseconds.push(await millisecondsOf(request));
  return median(milliseconds);
}

export function measureAudioStreams(parts) {
  return withMembers(parts, listeners, async (house) => {
    const call = await callWithAudio(house);
    const list = () => house.ada("GET", "/members");
    const quiet = await measured(quietRequests, list);
    const stops = await Promise.all(house.members.map(({ cookie }) => listen(house.server, cookie, call)));
    await sleep(5_000);
    const meanwhile = await measured(quietRequests, list);
    const memory = await rssAnon(house.server.pid);
    for (const stop of stops) stop();
    return [
      { what: `${listeners} members hear a recording at once: RssAnon`, measured: memory, unit: "MB", limit: 100 },
      {
        what: "`GET /members` meanwhile",
        measured: `${meanwhile.toFixed(2)} ms`,
        reference: `when quiet: ${quiet.toFixed(2)} ms`,
        ratio: quiet / meanwhile,
        target: 0.5,
      },
    ];
  });
}
