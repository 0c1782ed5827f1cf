import { useQueryClient, type QueryKey } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useLiveCalls, type LiveState } from "../../api/live-calls";
import { throttle } from "../../lib/throttle";

/** The shortest time between two refreshes of a query, in milliseconds. */
const period = 1_000;

/**
 * Reads a query again when calls arrive or change and `concerns` is true for them. Their ids are null where they are
 * not known.
 */
export function useLiveRefresh(queryKey: QueryKey, concerns: (ids: string[] | null) => boolean): LiveState {
  const queryClient = useQueryClient();
  const refresh = useRef(() => {});
  const throttled = useRef<ReturnType<typeof throttle>>(null);
  useEffect(() => {
    refresh.current = () => void queryClient.invalidateQueries({ queryKey });
  }, [queryClient, queryKey]);
  useEffect(() => {
    throttled.current = throttle(() => refresh.current(), period);
    return () => throttled.current?.cancel();
  }, []);
  return useLiveCalls((ids) => {
    if (concerns(ids)) throttled.current?.run();
  });
}
