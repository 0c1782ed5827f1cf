import type { CallDirection, CallOutcome, CallStatus, CallSummary } from "../../api/schema";

export const statusWords = {
  ongoing: "Ongoing",
  ended: "Ended",
  failed: "Not connected",
} satisfies Record<CallStatus, string>;

export const directionWords = {
  inbound: "Incoming",
  outbound: "Outgoing",
  web: "Web",
} satisfies Record<CallDirection, string>;

export const outcomeWords = {
  successful: "Successful",
  unsuccessful: "Unsuccessful",
  unknown: "Outcome unknown",
} satisfies Record<CallOutcome, string>;

/** The outcome of a call if it has one, else its status. */
export function describeResult({ status, outcome }: Pick<CallSummary, "status" | "outcome">): string {
  return status === "ended" && outcome ? outcomeWords[outcome] : statusWords[status];
}

/** Who or what ended a call, by the platforms' words for the common reasons. */
const endWords: Record<string, string> = {
  "customer-ended-call": "caller",
  "assistant-ended-call": "agent",
  "assistant-forwarded-call": "agent, by forwarding the call",
  "customer-did-not-answer": "no answer",
  "customer-busy": "line busy",
  "silence-timed-out": "silence",
  "exceeded-max-duration": "length limit",
  voicemail: "voicemail",
  user_hangup: "caller",
  agent_hangup: "agent",
  call_transfer: "agent, by transferring the call",
  voicemail_reached: "voicemail",
  inactivity: "silence",
  max_duration_reached: "length limit",
  dial_busy: "line busy",
  dial_no_answer: "no answer",
};

/** "caller" for "customer-ended-call"; other reasons as the platform sent them. */
export function describeEnd(reason: string): string {
  return Object.hasOwn(endWords, reason) ? endWords[reason]! : reason;
}

type Parties = Pick<CallSummary, "direction" | "from_number" | "to_number">;

/** Names a call by its other party: "+44 20 7946 0018", "Web call". */
export function describeOtherParty(call: Parties): string {
  return getOtherNumber(call) ?? (call.direction === "web" ? "Web call" : "Unknown number");
}

/** The number of the other party; null if the platform did not send it. */
export function getOtherNumber({ direction, from_number: from, to_number: to }: Parties): string | null {
  if (direction === "outbound") return to;
  return from ?? (direction === null ? to : null);
}
