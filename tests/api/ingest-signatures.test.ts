import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cast } from "../support/cast.ts";
import { Platform } from "../support/platform.ts";
import { webhooksOf } from "../../fixtures/platforms/webhooks.ts";
import * as by from "../../fixtures/platforms/signatures.ts";
import type { PlatformName } from "../../fixtures/platforms/signatures.ts";
import { makePlatformCall } from "../../fixtures/platforms/platform-call.ts";
import { startServer, type Server } from "../support/server.ts";
import { storedOf } from "../support/stored.ts";
import { found } from "./calls-of.ts";

let server: Server;
let cast: Cast;
beforeAll(async () => {
  server = await startServer();
  cast = await Cast.on(server);
});
afterAll(() => server.stop());

const names: PlatformName[] = ["vapi", "retell", "elevenlabs"];
const minutesFromNow = (minutes: number) => new Date(Date.now() + minutes * 60_000);

let count = 0;
/** A delivery with a word that nothing else has, and a platform that nothing else came from. */
async function delivery(name: PlatformName) {
  const platform = await Platform.connect(cast.ada, name);
  await platform.knows(cast.agent("Reception"), makePlatformCall().agent);
  const mark = `mark-${name}-${++count}`;
  const call = makePlatformCall({ id: mark, customerNumber: `+4477009${String(count).padStart(5, "0")}` });
  const body = JSON.stringify(webhooksOf(name, call).at(-1));
  return { platform, call, body, mark };
}
const shown = async (platform: Platform) => (await cast.ada.get(`/connections/${platform.connection.id}`)).body;

/** Refused like a stranger, and nothing is stored but what went wrong. */
async function expectRefused(
  { platform, call, mark }: Awaited<ReturnType<typeof delivery>>,
  answer: Awaited<ReturnType<Platform["deliver"]>>,
) {
  expect(answer).toHaveStatus(401);
  expect(await found(cast.ada, call)).toBeUndefined();
  expect(storedOf(server, [mark])).toEqual([]);
  const { last_event_at, last_error } = await shown(platform);
  expect(last_event_at).toBeNull();
  return last_error?.message;
}

describe.each(names)("%s", (name) => {
  test("is refused with another secret, and the administrator is told", async () => {
    const sent = await delivery(name);
    const problem = await expectRefused(sent, await sent.platform.deliver(sent.body, { secret: "another secret" }));
    expect(problem).toMatch(/secret|signature/i);
  });

  test("is refused without a signature", async () => {
    const sent = await delivery(name);
    const problem = await expectRefused(sent, await sent.platform.deliver(sent.body, { headers: {} }));
    expect(problem).toMatch(/secret|signature/i);
  });

  test.each(["", "v0", "v=,d=", "t=,v0=", "v=1,d=2", "t=1,v0=2", "Bearer", "x".repeat(4000)])(
    "is refused with the signature %j",
    async (signature) => {
      const sent = await delivery(name);
      const header = { vapi: "x-signature", retell: "x-retell-signature", elevenlabs: "ElevenLabs-Signature" }[name];
      const headers = { [header]: signature, "x-timestamp": String(Math.floor(Date.now() / 1000)) };
      await expectRefused(sent, await sent.platform.deliver(sent.body, { headers }));
    },
  );

  test("is refused with the signature of another platform", async () => {
    const sent = await delivery(name);
    const other = names.find((one) => one !== name)!;
    const headers = by.signatureHeaders[other](sent.body, sent.platform.secret, new Date());
    if (name === "vapi" || other === "vapi") delete headers["Authorization"];
    await expectRefused(sent, await sent.platform.deliver(sent.body, { headers }));
  });

  test("is refused when the body is not the one that was signed", async () => {
    const sent = await delivery(name);
    const headers = by.signatureHeaders[name](sent.body, sent.platform.secret, new Date());
    await expectRefused(sent, await sent.platform.deliver(`${sent.body} `, { headers }));
  });

  test("is refused when it was signed long ago, with that reason", async () => {
    const sent = await delivery(name);
    const problem = await expectRefused(sent, await sent.platform.deliver(sent.body, { at: minutesFromNow(-40) }));
    expect(problem).toMatch(/old|clock|time|minutes/i);
  });

  test("is taken when it was signed four minutes ago", async () => {
    const sent = await delivery(name);
    expect(await sent.platform.deliver(sent.body, { at: minutesFromNow(-4) })).toHaveStatus(200);
    expect(await found(cast.ada, sent.call)).toBeDefined();
  });

  test("is refused at a connection that there is not", async () => {
    const sent = await delivery(name);
    await cast.ada.delete(`/connections/${sent.platform.connection.id}`);
    expect(await sent.platform.deliver(sent.body)).toHaveStatus(401);
  });

  test("is refused while its secret is taken away, and taken again with the next one", async () => {
    const sent = await delivery(name);
    const path = `/connections/${sent.platform.connection.id}` as const;
    await cast.ada.patch(path, { secret: null });
    expect(await sent.platform.deliver(sent.body)).toHaveStatus(401);
    expect(await sent.platform.deliver(sent.body, { secret: "" })).toHaveStatus(401);
    await cast.ada.patch(path, { secret: "the next secret of it" });
    expect(await sent.platform.deliver(sent.body)).toHaveStatus(401);
    expect(await sent.platform.deliver(sent.body, { secret: "the next secret of it" })).toHaveStatus(200);
  });

  test("needs no session, and one does not help", async () => {
    const sent = await delivery(name);
    const answer = await cast.ada.post(`/ingest/${sent.platform.connection.id}`, sent.body);
    await expectRefused(sent, answer);
  });
});

describe("Vapi may be told to sign", () => {
  test.each([
    ["by a bearer token", (_: string, secret: string) => by.vapiBearer(secret)],
    ["by X-Vapi-Secret", (_: string, secret: string) => by.vapiSecret(secret)],
    [
      "by HMAC-SHA256 in base64",
      (body: string, secret: string) => by.vapiHmac(body, secret, new Date(), "sha256", "base64"),
    ],
    ["by HMAC-SHA512 in hex", (body: string, secret: string) => by.vapiHmac(body, secret, new Date(), "sha512")],
    [
      "by HMAC-SHA512 in base64",
      (body: string, secret: string) => by.vapiHmac(body, secret, new Date(), "sha512", "base64"),
    ],
    ["by HMAC-SHA1 in hex", (body: string, secret: string) => by.vapiHmac(body, secret, new Date(), "sha1")],
    [
      "by HMAC with its name in front",
      (body: string, secret: string) => {
        const headers = by.vapiHmac(body, secret, new Date());
        return { ...headers, "x-signature": `sha256=${headers["x-signature"]}` };
      },
    ],
  ])("%s", async (_, sign) => {
    const sent = await delivery("vapi");
    const refused = await sent.platform.deliver(sent.body, { headers: sign(sent.body, "another secret") });
    await expectRefused(sent, refused);
    const headers = sign(sent.body, sent.platform.secret);
    expect(await sent.platform.deliver(sent.body, { headers })).toHaveStatus(200);
    expect(await found(cast.ada, sent.call)).toBeDefined();
  });
});

test("a Vapi delivery without a signature is refused with the forms that are understood", async () => {
  const sent = await delivery("vapi");
  const problem = await expectRefused(sent, await sent.platform.deliver(sent.body, { headers: { "x-hub": "sha1=1" } }));
  for (const form of ["Authorization", "X-Vapi-Secret", "X-Signature", "SHA-1"]) expect(problem).toContain(form);
});

test("a Retell delivery that seems to come from the future is refused", async () => {
  const sent = await delivery("retell");
  await expectRefused(sent, await sent.platform.deliver(sent.body, { at: minutesFromNow(6) }));
});
