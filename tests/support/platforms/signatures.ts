import { createHmac } from "node:crypto";

type Body = string | Uint8Array;
type Headers = Record<string, string>;

export type PlatformName = "vapi" | "retell" | "elevenlabs";

const seconds = (time: Date) => String(Math.floor(time.getTime() / 1000));

function hmac(secret: string, algorithm: "sha256" | "sha512", ...parts: Body[]) {
  const made = createHmac(algorithm, secret);
  for (const part of parts) made.update(part);
  return made;
}

export const vapiBearer = (secret: string): Headers => ({ Authorization: `Bearer ${secret}` });
export const vapiSecret = (secret: string): Headers => ({ "X-Vapi-Secret": secret });

/** Vapi's SDK has no function for it: the header, the payload and both encodings are what its settings offer. */
export function vapiHmac(
  body: Body,
  secret: string,
  at: Date,
  algorithm: "sha256" | "sha512" = "sha256",
  encoding: "hex" | "base64" = "hex",
): Headers {
  const timestamp = seconds(at);
  return {
    "x-timestamp": timestamp,
    "x-signature": hmac(secret, algorithm, `${timestamp}.`, body).digest(encoding),
  };
}

/** What the SDK's `Retell.sign` makes, but at any time. */
export function retellSignature(body: Body, secret: string, at: Date): Headers {
  const digest = hmac(secret, "sha256", body, String(at.getTime())).digest("hex");
  return { "x-retell-signature": `v=${at.getTime()},d=${digest}` };
}

/** The SDK only checks: `constructEvent`. */
export function elevenLabsSignature(body: Body, secret: string, at: Date): Headers {
  const timestamp = seconds(at);
  return { "ElevenLabs-Signature": `t=${timestamp},v0=${hmac(secret, "sha256", `${timestamp}.`, body).digest("hex")}` };
}

/** The headers that each platform signs with as a rule. */
export const signed: Record<PlatformName, (body: Body, secret: string, at: Date) => Headers> = {
  vapi: (body, secret, at) => vapiHmac(body, secret, at),
  retell: retellSignature,
  elevenlabs: elevenLabsSignature,
};
