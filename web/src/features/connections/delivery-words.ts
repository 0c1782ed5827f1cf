import type { DeliveryState } from "../../api/schema";

/** What became of a webhook. */
export const deliveryStates = {
  call: "Call",
  unknown_agent: "Call of an agent that is not assigned yet",
  other: "Stored, not about a call",
  test: "Test event",
  erased: "Erased",
  repeated: "Received before, nothing changed",
  refused: "Refused",
} satisfies Record<DeliveryState, string>;
