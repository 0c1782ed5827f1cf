import { afterAll, beforeAll, expect, test } from "vitest";
import { Cast } from "../support/cast.ts";
import { counter } from "../support/metrics.ts";
import { Platform } from "../support/platform.ts";
import { Connection } from "../support/raw.ts";
import * as elevenlabs from "../../fixtures/platforms/elevenlabs.ts";
import { makePlatformCall } from "../../fixtures/platforms/platform-call.ts";
import { signatureHeaders, type PlatformName } from "../../fixtures/platforms/signatures.ts";
import { startServer, type Server } from "../support/server.ts";
import { wav } from "../support/wav.ts";

let server: Server;
let cast: Cast;
const platforms = {} as Record<PlatformName, Platform>;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
  for (const name of ["vapi", "retell", "elevenlabs"] as const) {
    platforms[name] = await Platform.connect(cast.ada, name);
  }
});
afterAll(() => server.stop());

const minute = 60_000;
const megabyte = 1024 * 1024;

const head = (platform: Platform, headers: Record<string, string>, length = 100 * megabyte) =>
  [
    `POST ${platform.path} HTTP/1.1`,
    "Host: rollcall.example",
    `Content-Length: ${length}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    "\r\n",
  ].join("\r\n");

/** What is answered to a header alone: 100 when the body is to be sent. */
async function answerToHeader(platform: Platform, headers: Record<string, string>): Promise<number | undefined> {
  const connection = await Connection.to(server);
  connection.write(head(platform, { ...headers, Expect: "100-continue" }));
  await connection.answered(1);
  connection.close();
  return connection.answers[0]?.status;
}

test.each([
  ["vapi", 6],
  ["retell", 6],
  ["elevenlabs", 31],
] as const)("a delivery of %s that was signed at another time is refused before its body", async (name, minutes) => {
  const signedAt = (time: number) => signatureHeaders[name]("{}", "not the secret", new Date(time));
  expect(await answerToHeader(platforms[name], signedAt(Date.now()))).toBe(100);
  expect(await answerToHeader(platforms[name], signedAt(Date.now() - minutes * minute))).toBe(401);
  expect(await answerToHeader(platforms[name], signedAt(Date.now() + minutes * minute))).toBe(401);
});

test("a delivery with a wrong secret in its header is refused before its body", async () => {
  const { secret } = platforms.vapi;
  expect(await answerToHeader(platforms.vapi, { "X-Vapi-Secret": secret })).toBe(100);
  expect(await answerToHeader(platforms.vapi, { "X-Vapi-Secret": `${secret}?` })).toBe(401);
  expect(await answerToHeader(platforms.vapi, { Authorization: `Bearer ${secret}?` })).toBe(401);
});

test("unsigned uploads hold some of the places and of the disk, and genuine deliveries continue", async () => {
  const platform = platforms.elevenlabs;
  const part = 400 * 1024;
  const slow = await Promise.all(
    Array.from({ length: 60 }, (_, number) => Connection.to(server, `127.3.0.${(number % 3) + 1}`)),
  );
  for (const connection of slow) {
    connection.write(head(platform, signatureHeaders.elevenlabs("{}", "not the secret", new Date())));
    connection.write(Buffer.alloc(part, "x"));
  }
  // An address has 16 places, and this connection 32.
  const refused = () => slow.filter((connection) => connection.answers.length > 0);
  await expect.poll(() => refused().length, { timeout: 20_000 }).toBeGreaterThanOrEqual(28);
  for (const connection of refused()) expect([429, 503]).toContain(connection.answers[0]!.status);
  expect(slow.length - refused().length).toBeGreaterThanOrEqual(16);
  expect(await counter(cast.ada, "rollcall_upload_bytes")).toBeLessThanOrEqual(32 * part);

  // The places of the slowest are given to others. All these are slow after some seconds.
  await new Promise((passed) => setTimeout(passed, 5_000));
  const before = refused().length;
  for (let number = 0; number < 3; number++) {
    const call = makePlatformCall({ id: `genuine-${number}` });
    expect(await platform.deliver(elevenlabs.postCallAudio(call, wav({ seconds: 60 })))).toHaveStatus(200);
  }
  expect(refused().length).toBeLessThanOrEqual(before + 3);
  for (const connection of slow) connection.close();
  await expect.poll(() => counter(cast.ada, "rollcall_upload_bytes")).toBe(0);
});
