import type { CallSummary } from "../../api/schema";

export type CallStatus = CallSummary["status"];
export type CallDirection = NonNullable<CallSummary["direction"]>;
type Outcome = NonNullable<CallSummary["outcome"]>;

export const statusWords: Record<CallStatus, string> = {
  ongoing: "Ongoing",
  ended: "Ended",
  failed: "Not connected",
};

export const directionWords: Record<CallDirection, string> = {
  inbound: "Incoming",
  outbound: "Outgoing",
  web: "Web",
};

const outcomeWords: Record<Outcome, string> = {
  successful: "Successful",
  unsuccessful: "Unsuccessful",
  unknown: "Outcome unknown",
};

/** The outcome of a call if it has one, else its status. */
export function wordsForResult({ status, outcome }: Pick<CallSummary, "status" | "outcome">): string {
  return status === "ended" && outcome ? outcomeWords[outcome] : statusWords[status];
}

/** The number of the other party; null if the platform did not send it. */
export function otherNumber({ direction, from_number: from, to_number: to }: Numbers): string | null {
  if (direction === "outbound") return to;
  return from ?? (direction === null ? to : null);
}

type Numbers = Pick<CallSummary, "direction" | "from_number" | "to_number">;

/** Names a call by its other party: "+44 20 7946 0018", "Web call". */
export function wordsForOther(call: Numbers): string {
  return otherNumber(call) ?? (call.direction === "web" ? "Web call" : "Unknown number");
}
