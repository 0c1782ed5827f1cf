import type { SegmentCount, SegmentKind } from "../../api/schema";
import { formatCount } from "../../lib/numbers";

export const kindWords = {
  static: "Chosen contacts",
  filter: "Saved filter",
} satisfies Record<SegmentKind, string>;

/** "1 contact", "about 12,000 contacts". */
export function describeCount({ contacts, exact }: SegmentCount): string {
  return `${exact ? "" : "about "}${formatCount(contacts, "contact")}`;
}
