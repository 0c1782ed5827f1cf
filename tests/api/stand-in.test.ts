import { ElevenLabsClient } from "@elevenlabs/elevenlabs-js";
import { VapiClient } from "@vapi-ai/server-sdk";
import Retell from "retell-sdk";
import { setTimeout as rest } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loseAnswer, neverAnswer, place, placeAndFail, refuse, type Account } from "../../fixtures/stand-in/account.ts";
import { webhooksOfEndedCall } from "../../fixtures/platforms/webhooks.ts";
import { StandIn } from "../../fixtures/stand-in/stand-in.ts";
import { until } from "../support/campaigns.ts";

// The stand-in for the platforms, asked by the platforms' own SDKs.

let standIn: StandIn;
beforeAll(async () => {
  standIn = await StandIn.start();
});
afterAll(() => standIn.stop());

const to = "+4520123456";

function vapiClient(account: Account, key = account.key) {
  return new VapiClient({ token: key, baseUrl: standIn.address, maxRetries: 0 });
}
const retellClient = (account: Account, key = account.key) =>
  new Retell({ apiKey: key, baseURL: standIn.address, maxRetries: 0 });
function elevenLabsClient(account: Account, key = account.key) {
  return new ElevenLabsClient({ apiKey: key, baseUrl: standIn.address, maxRetries: 0 });
}

/** Places a call of an agent through the platform's SDK; returns its id at the platform. */
const dialers = {
  vapi: async (account: Account, agent: string, attempt: string) => {
    const call = await vapiClient(account).calls.create({
      assistantId: agent,
      phoneNumberId: account.numbers[0]!.id,
      customer: { number: to, name: "Amelia Hart", externalId: attempt },
      assistantOverrides: { variableValues: { boat: "Fulmar" } },
    });
    return "id" in call ? call.id : undefined;
  },
  retell: async (account: Account, agent: string, attempt: string) => {
    const call = await retellClient(account).call.createPhoneCall({
      from_number: account.numbers[0]!.number,
      to_number: to,
      override_agent_id: agent,
      metadata: { attempt },
      retell_llm_dynamic_variables: { boat: "Fulmar" },
    });
    return call.call_id;
  },
  elevenlabs: async (account: Account, agent: string, attempt: string) => {
    const call = await elevenLabsClient(account).conversationalAi.twilio.outboundCall({
      agentId: agent,
      agentPhoneNumberId: account.numbers[0]!.id,
      toNumber: to,
      conversationInitiationClientData: { dynamicVariables: { boat: "Fulmar", attempt } },
    });
    return call.conversationId;
  },
};
const platforms = ["vapi", "retell", "elevenlabs"] as const;

test.each(platforms)("the SDK of %s places a call at the stand-in, which keeps what travels with it", async (name) => {
  const account = standIn.open(name);
  const id = await dialers[name](account, "agent-1", "attempt-1");
  expect(account.calls.map(({ call }) => call.id)).toEqual([id]);
  const { order } = account.calls[0]!;
  expect(order).toMatchObject({ agent: "agent-1", to, repeated: { variables: { boat: "Fulmar" } } });
  expect(JSON.stringify(order.repeated)).toContain("attempt-1");
});

test.each(platforms)("at the stand-in for %s a call that nobody takes is not successful", async (name) => {
  const account = standIn.open(name);
  account.next.push(place({ outcome: "busy" }));
  await dialers[name](account, "agent-1", "attempt-1");
  const { call } = account.calls[0]!;
  expect(call).toMatchObject({ successful: false, summary: "Nobody took the call.", turns: [] });
  for (const webhook of webhooksOfEndedCall(name, call)) {
    expect(JSON.stringify(webhook)).not.toMatch(/"(call_successful|successEvaluation)":"?(true|success)/);
  }
});

test("the SDKs list the numbers of an account", async () => {
  const numbers = [{ id: "number-1", number: "+4533119988", name: "Office", agent: "agent-1" }];
  const ofVapi = await vapiClient(standIn.open("vapi", { numbers })).phoneNumbers.list();
  expect(ofVapi).toMatchObject([{ id: "number-1", number: "+4533119988", name: "Office", assistantId: "agent-1" }]);
  const ofRetell = await retellClient(standIn.open("retell", { numbers })).phoneNumber.list();
  expect(ofRetell.items).toMatchObject([{ phone_number: "+4533119988", nickname: "Office" }]);
  const ofElevenLabs = await elevenLabsClient(
    standIn.open("elevenlabs", { numbers }),
  ).conversationalAi.phoneNumbers.list();
  expect(ofElevenLabs).toMatchObject([{ phoneNumberId: "number-1", phoneNumber: "+4533119988", label: "Office" }]);
});

test("the SDKs find a call that was placed by what travels with it", async () => {
  const vapi = standIn.open("vapi");
  for (const attempt of ["attempt-1", "attempt-2"]) await dialers.vapi(vapi, "agent-1", attempt);
  const listed = await vapiClient(vapi).calls.list({ assistantId: "agent-1", createdAtGe: "2026-01-01T00:00:00Z" });
  expect(listed.map(({ customer }) => customer?.externalId)).toEqual(["attempt-2", "attempt-1"]);
  expect(await vapiClient(vapi).calls.list({ createdAtGt: "2099-01-01T00:00:00Z" })).toEqual([]);

  const retell = standIn.open("retell");
  for (const attempt of ["attempt-1", "attempt-2"]) await dialers.retell(retell, "agent-1", attempt);
  const metadata = [{ key: "attempt", type: "string", op: "eq", value: "attempt-1" } as const];
  const { items } = await retellClient(retell).call.list({ filter_criteria: { metadata } });
  expect(items.map((call) => call.call_id)).toEqual([retell.calls[0]!.call.id]);

  const elevenlabs = standIn.open("elevenlabs");
  for (const attempt of ["attempt-1", "attempt-2"]) await dialers.elevenlabs(elevenlabs, "agent-1", attempt);
  const { conversations } = await elevenLabsClient(elevenlabs).conversationalAi.conversations.list({
    agentId: "agent-1",
    dynamicVariableParams: ["attempt:eq:attempt-1"],
  });
  expect(conversations.map(({ conversationId }) => conversationId)).toEqual([elevenlabs.calls[0]!.call.id]);
  const one = await elevenLabsClient(elevenlabs).conversationalAi.conversations.get(conversations[0]!.conversationId);
  expect(one.conversationInitiationClientData?.dynamicVariables).toMatchObject({ attempt: "attempt-1" });
});

test.each(platforms)("a key of another account is refused, at the stand-in for %s", async (name) => {
  const account = standIn.open(name);
  account.withdrawKey();
  const old = { ...account, key: "withdrawn" } as Account;
  await expect(dialers[name](old, "agent-1", "attempt-1")).rejects.toMatchObject(
    name === "retell" ? { status: 401 } : { statusCode: 401 },
  );
  expect(account.calls).toEqual([]);
});

test.each(platforms)("the stand-in for %s refuses, fails, and loses answers as it is told", async (name) => {
  const account = standIn.open(name);
  account.next.push(refuse(402, "No credit"), refuse(429, "Slow down", 7), placeAndFail(500, "Oops"), loseAnswer());
  const dial = () => dialers[name](account, "agent-1", "attempt-1");
  await expect(dial()).rejects.toThrow("No credit");
  await expect(dial()).rejects.toThrow("Slow down");
  expect(account.calls).toHaveLength(0);
  await expect(dial()).rejects.toThrow("Oops");
  expect(account.calls).toHaveLength(1);
  await expect(dial()).rejects.toThrow();
  expect(account.calls).toHaveLength(2);
  account.next.push(place());
  await dial();
  expect(account.calls).toHaveLength(3);
});

test("an answer may never arrive, whether or not the call was placed", async () => {
  const account = standIn.open("vapi");
  account.next.push(neverAnswer(true), neverAnswer(false));
  for (const asked of [1, 2]) {
    const order = { assistantId: "a", phoneNumberId: "number-of-the-harbour", customer: { number: to } };
    const request = new AbortController();
    const answer = vapiClient(account).calls.create(order, { abortSignal: request.signal });
    const isLeft = expect(answer).rejects.toThrow();
    await until(
      () => Promise.resolve(account.orders.length),
      (orders) => orders === asked,
    );
    await rest(300);
    request.abort();
    await isLeft;
    expect(account.calls).toHaveLength(1);
  }
});

test("a field that the platform does not have is refused", async () => {
  const account = standIn.open("vapi");
  const response = await fetch(`${standIn.address}/call`, {
    method: "POST",
    headers: { Authorization: `Bearer ${account.key}` },
    body: JSON.stringify({ assistantId: "a", phoneNumber_id: "typed wrong" }),
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ message: "property phoneNumber_id should not exist" });
});
