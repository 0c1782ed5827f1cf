import type { Connection } from "../../api/schema";

/** Whether no event has been accepted since the last error. Of an event that was accepted with an error both times are the same. */
export function hasUnresolvedError({ last_error, last_event_at }: Connection): boolean {
  return last_error !== null && (last_event_at === null || last_error.happened_at >= last_event_at);
}
