import type { Segment } from "../../api/schema";

/** Whether a segment has no contacts because something that its filter uses was deleted. */
export function hasBrokenFilter({ filter_problems }: Pick<Segment, "filter_problems">): boolean {
  return Object.keys(filter_problems).length > 0;
}

export const brokenFilterText = "No contacts: its filter uses a field, choice or phone number that was deleted.";
