import type { Vapi } from "@vapi-ai/server-sdk";
import { endOf, spoken, type ToldCall } from "./told-call.ts";

const types = { inbound: "inboundPhoneCall", outbound: "outboundPhoneCall", web: "webCall" } as const;

/** Never told to anybody who calls: a listing of what was said must not begin with it. */
export const systemPrompt = "You answer the telephone of a harbour.";

function call(told: ToldCall): Vapi.Call {
  return {
    id: told.id,
    orgId: "harbour-voices",
    type: types[told.direction],
    assistantId: told.agent,
    createdAt: told.startedAt.toISOString(),
    updatedAt: endOf(told).toISOString(),
    ...(told.direction === "web" ? {} : { phoneNumberId: "number-of-the-harbour" }),
  };
}

const customer = (told: ToldCall): Vapi.CreateCustomerDto =>
  told.direction === "web" ? {} : { number: told.customer };

/** The harbour's own number; a call from a page came to none. */
function number(told: ToldCall): { phoneNumber?: Vapi.ServerMessageEndOfCallReportPhoneNumber.Twilio } {
  if (told.direction === "web") return {};
  return { phoneNumber: { provider: "twilio", number: told.line, twilioAccountSid: "AC-of-the-harbour" } };
}

function messages(told: ToldCall): Vapi.ArtifactMessagesItem[] {
  const start = told.startedAt.getTime();
  return [
    { role: "system", message: systemPrompt, time: start, secondsFromStart: 0 },
    ...told.said.map((line) => ({
      role: line.role === "agent" ? "bot" : "user",
      message: line.text,
      time: start + line.start * 1000,
      endTime: start + line.end * 1000,
      secondsFromStart: line.start,
      duration: (line.end - line.start) * 1000,
    })),
  ];
}

function audio(url: string | undefined): Partial<Vapi.Artifact> {
  return url === undefined ? {} : { recordingUrl: url, recording: { mono: { combinedUrl: url } } };
}

function report(told: ToldCall, more: Partial<Vapi.ServerMessageEndOfCallReport>): Vapi.ServerMessage {
  const message: Vapi.ServerMessageEndOfCallReport = {
    type: "end-of-call-report",
    endedReason: "customer-ended-call",
    timestamp: endOf(told).getTime() + 2_000,
    startedAt: told.startedAt.toISOString(),
    endedAt: endOf(told).toISOString(),
    ...(told.cost === undefined
      ? {}
      : { cost: told.cost, costs: [{ type: "transport", minutes: 1, cost: told.cost }] }),
    call: call(told),
    customer: customer(told),
    ...number(told),
    artifact: {
      transcript: spoken(told, "AI", "User"),
      messages: messages(told),
      ...audio(told.recordingUrl),
    },
    analysis: { summary: told.summary, successEvaluation: String(told.successful) },
    ...more,
  };
  return { message };
}

/** The one message that tells of a call, when it is over. */
export const endOfCallReport = (told: ToldCall) => report(told, {});

/** It rang, and nobody answered. */
export function neverConnected(told: ToldCall): Vapi.ServerMessage {
  return report(told, {
    endedReason: "customer-did-not-answer",
    startedAt: undefined,
    endedAt: undefined,
    artifact: { messages: [], transcript: "" },
    analysis: {},
  });
}

/** It goes on. */
export function statusUpdate(told: ToldCall): Vapi.ServerMessage {
  return {
    message: {
      type: "status-update",
      status: "in-progress",
      timestamp: told.startedAt.getTime(),
      call: { ...call(told), startedAt: told.startedAt.toISOString() },
      customer: customer(told),
      ...number(told),
    },
  };
}
