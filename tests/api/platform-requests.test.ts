import { readFileSync } from "node:fs";
import { ElevenLabsClient } from "@elevenlabs/elevenlabs-js";
import { Vapi, VapiClient } from "@vapi-ai/server-sdk";
import Retell from "retell-sdk";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import endReasons from "../../fixtures/platforms/end-reasons.json" with { type: "json" };
import { Recorder } from "../support/recorder.ts";

// What Rollcall sends to the platforms is written in this file; server/connectors/calling/platform_call_placer_test.cpp
// compares what it does send with it. Here the platforms' own SDKs send the same.
const written = JSON.parse(
  readFileSync(new URL("../../fixtures/platforms/call-requests.json", import.meta.url), "utf8"),
) as Record<"order" | "vapi" | "retell" | "elevenlabs", any>;
const { order } = written;

let recorder: Recorder;
beforeAll(async () => {
  recorder = await Recorder.start();
});
beforeEach(() => {
  recorder.requests.length = 0;
});
afterAll(() => recorder.stop());

const inOrder = (target: string) => {
  const [path, query] = target.split("?");
  const names = new URLSearchParams(query);
  names.sort();
  return [path, [...names]];
};

/** That the SDK sends what is written under these names. */
async function expectSent(platform: "vapi" | "retell" | "elevenlabs", name: string, send: () => Promise<unknown>) {
  await send().catch(() => undefined); // what is answered is no answer of the platform
  const request = recorder.requests[0]!;
  const expected = written[platform][name];
  expect(inOrder(`${request.method} ${request.url}`)).toEqual(inOrder(expected.target));
  expect(request.body).toEqual(expected.body);
  const [header, value] = written[platform].key.split(": ");
  expect(request.headers[header]).toBe(value);
}

describe("Vapi's SDK sends the same", () => {
  const client = () => new VapiClient({ token: order.api_key, baseUrl: recorder.address, maxRetries: 0 });

  test("to place a call", async () => {
    const call: Vapi.CreateCallDto = {
      assistantId: order.agent,
      phoneNumberId: order.from_number_id,
      customer: { number: order.to_number, name: order.contact_name, externalId: order.attempt },
      assistantOverrides: { variableValues: order.variables },
    };
    await expectSent("vapi", "call", () => client().calls.create(call));
  });

  test("to list the numbers", async () => {
    await expectSent("vapi", "numbers", () => client().phoneNumbers.list({ limit: 1000 }));
  });

  test("to look for a call", async () => {
    const request = {
      assistantId: order.agent,
      phoneNumberId: order.from_number_id,
      createdAtGe: "2026-03-10T11:55:00.000Z",
      createdAtLe: "2026-03-10T12:06:00.000Z",
      limit: 100,
    };
    await expectSent("vapi", "search", () => client().calls.list(request));
  });
});

describe("Retell's SDK sends the same", () => {
  const client = () => new Retell({ apiKey: order.api_key, baseURL: recorder.address, maxRetries: 0 });

  test("to place a call", async () => {
    const call: Retell.CallCreatePhoneCallParams = {
      from_number: order.from_number_id,
      to_number: order.to_number,
      override_agent_id: order.agent,
      metadata: { rollcall_attempt_id: order.attempt },
      retell_llm_dynamic_variables: order.variables,
    };
    await expectSent("retell", "call", () => client().call.createPhoneCall(call));
  });

  test("to list the numbers", async () => {
    await expectSent("retell", "numbers", () => client().phoneNumber.list({ limit: 1000 }));
  });

  test("to look for a call", async () => {
    const search: Retell.CallListParams = {
      filter_criteria: {
        metadata: [{ type: "string", op: "eq", key: "rollcall_attempt_id", value: order.attempt }],
      },
      limit: 100,
    };
    await expectSent("retell", "search", () => client().call.list(search));
  });
});

describe("ElevenLabs' SDK sends the same", () => {
  const client = () => new ElevenLabsClient({ apiKey: order.api_key, baseUrl: recorder.address, maxRetries: 0 });
  const call = () => ({
    agentId: order.agent as string,
    agentPhoneNumberId: order.from_number_id as string,
    toNumber: order.to_number as string,
    conversationInitiationClientData: {
      dynamicVariables: { ...order.variables, rollcall_attempt_id: order.attempt },
    },
  });

  test("to place a call", async () => {
    await expectSent("elevenlabs", "call", () => client().conversationalAi.twilio.outboundCall(call()));
  });

  test.each([
    ["sip-trunk", () => client().conversationalAi.sipTrunk.outboundCall(call())],
    ["exotel", () => client().conversationalAi.exotel.outboundCall(call())],
  ] as const)("to place a call from a number of %s", async (provider, send) => {
    await send().catch(() => undefined);
    expect(recorder.requests[0]).toMatchObject({
      method: "POST",
      url: `/v1/convai/${provider}/outbound-call`,
      body: written.elevenlabs.call.body,
    });
  });

  test("to list the numbers, and to ask for one", async () => {
    await expectSent("elevenlabs", "numbers", () => client().conversationalAi.phoneNumbers.list());
    recorder.requests.length = 0;
    await expectSent("elevenlabs", "number", () => client().conversationalAi.phoneNumbers.get(order.from_number_id));
  });

  test("to look for a call", async () => {
    const request = {
      agentId: order.agent as string,
      dynamicVariableParams: `rollcall_attempt_id:eq:${order.attempt}`,
      pageSize: 5,
    };
    await expectSent("elevenlabs", "search", () => client().conversationalAi.conversations.list(request));
    recorder.requests.length = 0;
    await expectSent("elevenlabs", "conversation", () => client().conversationalAi.conversations.get("conversation-1"));
  });
});

describe("the reasons for which calls end, each with its outcome in server/connectors/platforms,", () => {
  test("are those of Vapi's SDK", () => {
    const ofTheSdk = Object.values(Vapi.ServerMessageEndOfCallReportEndedReason);
    expect(Object.keys(endReasons.vapi).sort()).toEqual([...new Set(ofTheSdk)].sort());
  });

  test("are those of Retell's SDK", () => {
    type Reason = NonNullable<Retell.PhoneCallResponse["disconnection_reason"]>;
    const all: Record<Reason, string> = endReasons.retell; // the compiler finds one that is missing here
    const unknown: Exclude<keyof typeof endReasons.retell, Reason>[] = []; // and one that is not in the SDK
    expect([Object.keys(all).length > 30, unknown]).toEqual([true, []]);
  });
});
