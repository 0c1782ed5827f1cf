import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { callsKey } from "../../api/calls";
import type { List } from "../../api/list";
import type { CallSummary } from "../../api/schema";
import { useLiveRefresh } from "../../shared/calls/use-live-refresh";
import { newsFor } from "./live-news";

/** Keeps a page of the list as it is now, and says whether there are new calls on the first one. */
export function useLiveList(list: List<CallSummary> | undefined, cursor: string | undefined) {
  const queryClient = useQueryClient();
  const [newSince, setNewSince] = useState<string>();
  const state = useLiveRefresh(callsKey, (ids) => {
    const news = newsFor(list, cursor === undefined, ids);
    if (news.tells) {
      setNewSince(cursor);
      // What was read of the first page is out of date: it is read again once one goes there.
      void queryClient.invalidateQueries({ queryKey: callsKey, refetchType: "none" });
    }
    return news.reads;
  });
  return { state, hasNew: cursor !== undefined && newSince === cursor };
}
