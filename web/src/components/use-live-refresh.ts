import { useQueryClient, type QueryKey } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useLiveCalls, type LiveState } from "../api/live-calls";
import { calmly } from "./calmly";

/** However many calls come in, what shows them is read again this often at most, in milliseconds. */
const pause = 1_000;

/** Reads something again when calls come or change, and `concerns` says that these are of interest to it. */
export function useLiveRefresh(queryKey: QueryKey, concerns: (ids: string[] | null) => boolean): LiveState {
  const queryClient = useQueryClient();
  const read = useRef(() => {});
  const calm = useRef<ReturnType<typeof calmly>>(null);
  useEffect(() => {
    read.current = () => void queryClient.invalidateQueries({ queryKey });
  }, [queryClient, queryKey]);
  useEffect(() => {
    calm.current = calmly(() => read.current(), pause);
    return () => calm.current?.stop();
  }, []);
  return useLiveCalls((ids) => {
    if (concerns(ids)) calm.current?.ask();
  });
}
