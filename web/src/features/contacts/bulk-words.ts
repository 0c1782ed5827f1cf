import type { BulkAction, SelectionResult } from "../../api/schema";
import { formatCount } from "../../lib/numbers";

/** "3 contacts changed, 1 unchanged, 2 no longer exist". What is zero is not counted. */
export function describeResult(result: SelectionResult, action: BulkAction): string {
  const parts: string[] = [];
  const { changed, unchanged, not_found: gone } = result;
  if (changed > 0) parts.push(`${formatCount(changed, "contact")} ${action === "delete" ? "deleted" : "changed"}`);
  if (unchanged > 0) {
    parts.push(parts.length > 0 ? `${unchanged.toLocaleString("en")} unchanged` : "Nothing to change");
  }
  if (gone > 0) parts.push(`${formatCount(gone, "contact")} no longer ${gone === 1 ? "exists" : "exist"}`);
  return `${parts.join(", ")}.`;
}
