// What a browser and a voice platform do with an installed Rollcall, for scripts/check-package.
// usage: node visit.mjs set-up ADDRESS TOKEN    sets it up, with an agent, a picture and a call that can be heard
//        node visit.mjs look ADDRESS            finds all of that again
import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { setTimeout as rest } from "node:timers/promises";

const [step, address, token] = process.argv.slice(2);
const ada = { email: "ada@harbour.example", password: "quiet lanterns over the bay" };
const picture = readFileSync(new URL("../../fixtures/pictures/turned.jpg", import.meta.url));
/** What ROLLCALL_RECORDING_HOSTS has to exempt. */
const recordingPort = 9900;

let cookie = "";

async function ask(method, path, body, type = "application/json") {
  const answer = await fetch(address + path, {
    method,
    headers: { Cookie: cookie, Origin: address, ...(body === undefined ? {} : { "Content-Type": type }) },
    body: body === undefined || body instanceof Uint8Array ? body : JSON.stringify(body),
  });
  const cookies = answer.headers.getSetCookie().map((line) => line.split(";")[0]);
  if (cookies.length > 0) cookie = cookies.join("; ");
  assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${answer.ok ? "" : await answer.text()}`);
  return answer;
}

const api = async (method, path, body, type) => (await ask(method, `/api/v1${path}`, body, type)).json();

async function setUp() {
  await api("POST", "/setup", { token, account_name: "Harbour", name: "Ada Lund", ...ada });
  await api("PUT", "/profile/picture", picture, "image/jpeg");
  const company = await api("POST", "/companies", { name: "Lighthouse" });
  const agent = await api("POST", "/agents", { name: "Front desk", company_id: company.id });
  const host = await serveRecording();
  await api("POST", "/calls", {
    agent_id: agent.id,
    started_at: "2026-10-01T10:00:00Z",
    recording_url: `http://127.0.0.1:${recordingPort}/call.wav`,
  });
  for (let tries = 0; (await call()).recording_status === "waiting" && tries < 100; ++tries) await rest(200);
  host.close();
}

async function look() {
  const page = await ask("GET", "/");
  assert.match(await page.text(), /<title>Rollcall<\/title>/);
  const { member, version } = await api("POST", "/session", ada);
  assert.match((await ask("GET", member.picture_url)).headers.get("Content-Type"), /^image\//);
  assert.deepEqual(
    (await api("GET", "/companies")).items.map(({ name }) => name),
    ["Lighthouse"],
  );
  assert.equal((await call()).recording_status, "available");
  console.log(`Rollcall ${version} serves its page, Ada's picture, and a call that can be heard.`);
}

const call = async () => (await api("GET", "/calls")).items[0];

/** One second of silence, as WAV. */
async function serveRecording() {
  const wav = Buffer.alloc(44 + 16_000);
  wav.write("RIFF");
  wav.writeUInt32LE(36 + 16_000, 4);
  wav.write("WAVEfmt ", 8);
  wav.set([16, 0, 0, 0, 1, 0, 1, 0, 0x40, 0x1f, 0, 0, 0x80, 0x3e, 0, 0, 2, 0, 16, 0], 16);
  wav.write("data", 36);
  wav.writeUInt32LE(16_000, 40);
  const host = createServer((_, response) => response.writeHead(200, { "Content-Type": "audio/wav" }).end(wav));
  await once(host.listen(recordingPort, "127.0.0.1"), "listening");
  return host;
}

if (step === "set-up") await setUp();
await look();
