import type { Segment, UpdateSegment } from "../../api/schema";
import { getChangedFields } from "../../lib/draft";
import { compareFields, type Difference } from "../../shared/requests/difference";

/** What is typed into the form of a segment. An empty field is an empty string. */
export type SegmentDraft = { name: string; description: string };

/** The labels of the form. */
export const labels = { name: "Name", description: "Description" } satisfies Record<keyof SegmentDraft, string>;

export function toDraft({ name, description }: Segment): SegmentDraft {
  return { name, description: description ?? "" };
}

/** The body of the update: without what is unchanged, and null for a description that is emptied. */
export function getChanges(base: SegmentDraft, draft: SegmentDraft): UpdateSegment {
  const values = { name: draft.name.trim(), description: draft.description.trim() || null };
  return Object.fromEntries(getChangedFields(base, draft).map((field) => [field, values[field]]));
}

/** Which fields of a segment differ, as its form shows them. */
export function listDifferences(before: Segment, after: Segment): Difference[] {
  return compareFields(toDraft(before), toDraft(after), labels);
}
