import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { callListsKey } from "../../api/query-keys";
import type { List } from "../../api/list";
import type { CallSummary } from "../../api/schema";
import { useLiveRefresh } from "../../shared/calls/use-live-refresh";

/** Keeps a page of the list up to date, and says whether there may be new calls on the first one. */
export function useLiveList(list: List<CallSummary> | undefined, cursor: string | undefined) {
  const queryClient = useQueryClient();
  const [othersSince, setOthersSince] = useState<string>();
  const state = useLiveRefresh(callListsKey, (ids) => {
    const update = getLiveUpdate(list, cursor === undefined, ids);
    if (update.hasOthers) {
      setOthersSince(cursor);
      // Makes the first page stale, so that it is read again when it is opened.
      void queryClient.invalidateQueries({ queryKey: callListsKey, refetchType: "none" });
    }
    return update.refetches;
  });
  return { state, mayHaveNew: cursor !== undefined && othersSince === cursor };
}

interface LiveUpdate {
  /** Whether the page is read again. */
  refetches: boolean;
  /** Whether calls that this page does not show are new or have changed; which of both the server does not say. */
  hasOthers: boolean;
}

/** What new or changed calls mean for a page of the list. `ids` is null if it is not known which calls they are. */
export function getLiveUpdate(list: List<CallSummary> | undefined, isFirst: boolean, ids: string[] | null): LiveUpdate {
  if (isFirst || ids === null) return { refetches: true, hasOthers: false };
  const shown = new Set(list?.items.map(({ id }) => id));
  return { refetches: ids.some((id) => shown.has(id)), hasOthers: ids.some((id) => !shown.has(id)) };
}
