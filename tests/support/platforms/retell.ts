import type { AgentResponse } from "retell-sdk/resources/agent";
import type { CallResponse, PhoneCallResponse, WebCallResponse } from "retell-sdk/resources/call";
import { called, caller, endOf, spoken, type Line, type ToldCall } from "./told-call.ts";

type Event = NonNullable<AgentResponse["webhook_events"]>[number];

/** The SDK has the call and the names of the events, but no type for what holds both. */
export interface Delivery {
  event: Event;
  call: CallResponse;
}

/** Which of the two kinds of call it is, and what only that one has. */
function kind(told: ToldCall) {
  if (told.direction === "web") return { call_type: "web_call", access_token: "token-of-a-browser" } as const;
  return {
    call_type: "phone_call",
    direction: told.direction,
    from_number: caller(told),
    to_number: called(told),
    telephony_identifier: { twilio_call_sid: `CA${told.id}` },
  } as const;
}

function call(told: ToldCall, status: CallResponse["call_status"], more: Partial<CallResponse>): CallResponse {
  const common = {
    call_id: told.id,
    agent_id: told.agent,
    agent_version: 1,
    agent_name: told.agentName,
    call_status: status,
    ...more,
  };
  return { ...common, ...kind(told) } as PhoneCallResponse | WebCallResponse;
}

/** The platform times each word; here they share the line's time evenly. */
function words({ text, start, end }: Line) {
  const all = text.split(" ");
  const each = (end - start) / all.length;
  return all.map((word, index) => ({ word, start: start + index * each, end: start + (index + 1) * each }));
}

const cents = (told: ToldCall): Partial<CallResponse> =>
  told.cost === undefined
    ? {}
    : {
        call_cost: {
          combined_cost: told.cost * 100,
          total_duration_seconds: told.seconds,
          total_duration_unit_price: (told.cost * 100) / Math.max(told.seconds, 1),
          product_costs: [{ product: "retell_platform", cost: told.cost * 100 }],
        },
      };

function ended(told: ToldCall): Partial<CallResponse> {
  return {
    start_timestamp: told.startedAt.getTime(),
    end_timestamp: endOf(told).getTime(),
    duration_ms: told.seconds * 1000,
    disconnection_reason: "user_hangup",
    transcript: spoken(told, "Agent", "User"),
    transcript_object: told.said.map((line) => ({
      role: line.role === "agent" ? "agent" : "user",
      content: line.text,
      words: words(line),
    })),
    ...cents(told),
    ...(told.recordingUrl === undefined ? {} : { recording_url: told.recordingUrl }),
  };
}

export function callStarted(told: ToldCall): Delivery {
  return { event: "call_started", call: call(told, "ongoing", { start_timestamp: told.startedAt.getTime() }) };
}

export function callEnded(told: ToldCall): Delivery {
  return { event: "call_ended", call: call(told, "ended", ended(told)) };
}

/** The same, and what was found out about it. */
export function callAnalyzed(told: ToldCall): Delivery {
  const call_analysis: CallResponse["call_analysis"] = {
    call_summary: told.summary,
    call_successful: told.successful,
    in_voicemail: false,
    user_sentiment: told.successful ? "Positive" : "Neutral",
  };
  return { event: "call_analyzed", call: call(told, "ended", { ...ended(told), call_analysis }) };
}

/** It rang, and nobody answered: there is no call_started. */
export function neverConnected(told: ToldCall): Delivery {
  const more = { end_timestamp: told.startedAt.getTime(), disconnection_reason: "dial_no_answer" } as const;
  return { event: "call_ended", call: call(told, "not_connected", more) };
}
