import type { List } from "../../api/list";
import type { CallSummary } from "../../api/schema";

/** What a page of the list does about calls that came or changed. */
export interface News {
  /** Reads itself again. */
  reads: boolean;
  /** Says that there are new calls elsewhere. */
  tells: boolean;
}

/** `ids` is null where it is not known which. The first page is where new calls stand. */
export function newsFor(list: List<CallSummary> | undefined, isFirst: boolean, ids: string[] | null): News {
  if (isFirst || ids === null) return { reads: true, tells: false };
  const shown = new Set(list?.items.map(({ id }) => id));
  return { reads: ids.some((id) => shown.has(id)), tells: ids.some((id) => !shown.has(id)) };
}
