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

const outcomeWords = {
  successful: "Successful",
  unsuccessful: "Unsuccessful",
  unknown: "Outcome unknown",
} satisfies Record<CallOutcome, string>;

/** The outcome of a call if it has one, else its status. */
export function describeResult({ status, outcome }: Pick<CallSummary, "status" | "outcome">): string {
  return status === "ended" && outcome ? outcomeWords[outcome] : statusWords[status];
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
