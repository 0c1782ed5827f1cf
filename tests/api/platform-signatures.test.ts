import { ElevenLabsClient } from "@elevenlabs/elevenlabs-js";
import Retell from "retell-sdk";
import { describe, expect, test } from "vitest";
import { webhooksOf } from "../../fixtures/platforms/webhooks.ts";
import { elevenLabsSignature, retellSignature, vapiHmac } from "../../fixtures/platforms/signatures.ts";
import { makePlatformCall } from "../../fixtures/platforms/platform-call.ts";

// What the other tests deliver is signed by hand, at any time they like: here the platforms' own functions judge it.

const secret = "a secret of the harbour";
const now = new Date();
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const bodies = (platform: "retell" | "elevenlabs") =>
  webhooksOf(
    platform,
    makePlatformCall({ summary: "Så länge båten ligger vid 14:e kajen: ✓" }),
    Buffer.from("audio"),
  ).map((delivery) => JSON.stringify(delivery));

describe("Retell", () => {
  const header = (body: string, at: Date, key = secret) => retellSignature(body, key, at)["x-retell-signature"]!;

  test("accepts the signature of each delivery", async () => {
    for (const body of bodies("retell")) expect(await Retell.verify(body, secret, header(body, now))).toBe(true);
  });

  test("makes the same one", async () => {
    const body = bodies("retell")[0]!;
    const theirs = await Retell.sign(body, secret);
    const at = new Date(Number(/^v=(\d+),/.exec(theirs)![1]));
    expect(header(body, at)).toBe(theirs);
  });

  test("does not accept it for another body or key, nor after five minutes", async () => {
    const body = bodies("retell")[0]!;
    expect(await Retell.verify(`${body} `, secret, header(body, now))).toBe(false);
    expect(await Retell.verify(body, "another", header(body, now))).toBe(false);
    expect(await Retell.verify(body, secret, header(body, minutesAgo(6)))).toBe(false);
  });

  test("signs a known body as it is known to", () => {
    const at = new Date(1_700_000_000_000);
    expect(header('{"event":"call_ended"}', at, "test-api-key")).toBe(
      "v=1700000000000,d=07024cabe7dd8f6d1c6e4a8324ca92c812e6ad4a7ee506c04f7e462e3321823e",
    );
  });
});

describe("ElevenLabs", () => {
  const { webhooks } = new ElevenLabsClient({ apiKey: "none" });
  const header = (body: string, at: Date) => elevenLabsSignature(body, secret, at)["ElevenLabs-Signature"]!;

  test("accepts the signature of each delivery", async () => {
    for (const body of bodies("elevenlabs")) {
      expect(await webhooks.constructEvent(body, header(body, now), secret)).toEqual(JSON.parse(body));
    }
  });

  test("does not accept it for another body or secret, nor after half an hour", async () => {
    const body = bodies("elevenlabs")[0]!;
    await expect(webhooks.constructEvent(`${body} `, header(body, now), secret)).rejects.toThrow("does not match");
    await expect(webhooks.constructEvent(body, header(body, now), "another")).rejects.toThrow("does not match");
    await expect(webhooks.constructEvent(body, header(body, minutesAgo(31)), secret)).rejects.toThrow("tolerance");
  });
});

test("Vapi's HMAC is over the moment, a full stop and the body, in the algorithm and form that were chosen", () => {
  // From `printf '1700000000.{"message":{}}' | openssl dgst -sha256 -hmac secret`, and -sha512 -binary | base64.
  const at = new Date(1_700_000_000_500);
  expect(vapiHmac('{"message":{}}', "secret", at)).toEqual({
    "x-timestamp": "1700000000",
    "x-signature": "573239e21ef91d7abdd9ef4feff8d78c179f7ee4cadbf6acd7255b742caf0c0b",
  });
  expect(vapiHmac('{"message":{}}', "secret", at, "sha512", "base64")["x-signature"]).toBe(
    "lqeneNCX2HEtVMffwHTrrrJmS60wjZ4OphFYXKZsEubP0yONWmv0noX/G/CpVj+KWxuo4FRc4ez0edHQCNh1+g==",
  );
});
