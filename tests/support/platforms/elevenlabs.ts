import type { GetConversationResponseModel } from "@elevenlabs/elevenlabs-js/serialization";
import { called, caller, endOf, type ToldCall } from "./told-call.ts";

type Conversation = GetConversationResponseModel.Raw;

/** The SDK has the conversation, as its API answers it, but no type for a delivery. */
export interface Transcription {
  type: "post_call_transcription";
  event_timestamp: number;
  data: Conversation;
}
export interface Audio {
  type: "post_call_audio";
  event_timestamp: number;
  data: { agent_id: string; conversation_id: string; full_audio: string };
}
/** Not in the SDK at all: as the platform's documentation has it. */
export interface InitiationFailure {
  type: "call_initiation_failure";
  event_timestamp: number;
  data: {
    agent_id: string;
    conversation_id: string;
    failure_reason: "busy" | "no-answer" | "unknown";
    metadata: { type: "twilio"; body: Record<string, string> };
  };
}

const seconds = (time: Date) => Math.floor(time.getTime() / 1000);

function phoneCall(told: ToldCall): NonNullable<Conversation["metadata"]["phone_call"]> | null {
  if (told.direction === "web") return null;
  return {
    type: "twilio",
    direction: told.direction,
    phone_number_id: "number-of-the-harbour",
    agent_number: told.line,
    external_number: told.customer,
    stream_sid: `MZ${told.id}`,
    call_sid: `CA${told.id}`,
  };
}

/** Costs are credits there, not dollars: `told.cost` is not told. */
export function postCallTranscription(told: ToldCall, hasAudio = false): Transcription {
  return {
    type: "post_call_transcription",
    event_timestamp: seconds(endOf(told)) + 5,
    data: {
      agent_id: told.agent,
      agent_name: told.agentName,
      conversation_id: told.id,
      status: "done",
      has_audio: hasAudio,
      has_user_audio: hasAudio,
      has_response_audio: hasAudio,
      has_auxiliary_audio: false,
      transcript: told.said.map((line) => ({
        role: line.role === "agent" ? "agent" : "user",
        message: line.text,
        time_in_call_secs: Math.floor(line.start),
        interrupted: false,
      })),
      metadata: {
        start_time_unix_secs: seconds(told.startedAt),
        call_duration_secs: told.seconds,
        cost: 296,
        termination_reason: "Client disconnected: 1000",
        main_language: "en",
        phone_call: phoneCall(told),
      },
      analysis: {
        call_successful: told.successful ? "success" : "failure",
        transcript_summary: told.summary,
        call_summary_title: "A call to the harbour",
      },
    },
  };
}

export function postCallAudio(told: ToldCall, audio: Uint8Array): Audio {
  return {
    type: "post_call_audio",
    event_timestamp: seconds(endOf(told)) + 6,
    data: {
      agent_id: told.agent,
      conversation_id: told.id,
      full_audio: Buffer.from(audio).toString("base64"),
    },
  };
}

export function callInitiationFailure(told: ToldCall): InitiationFailure {
  return {
    type: "call_initiation_failure",
    event_timestamp: seconds(told.startedAt),
    data: {
      agent_id: told.agent,
      conversation_id: told.id,
      failure_reason: "no-answer",
      metadata: {
        type: "twilio",
        body: { From: caller(told), To: called(told), CallSid: `CA${told.id}`, CallStatus: "no-answer" },
      },
    },
  };
}
