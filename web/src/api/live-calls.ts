import { useEffect, useRef, useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { sessionQuery } from "./session";

/** `waiting`: the stream is not open yet; `lost`: it broke off or could not be opened, and is requested again. */
export type LiveState = "waiting" | "live" | "lost";

/** How long to wait before the next attempt, in milliseconds. */
export function getRetryDelay(failures: number): number {
  return Math.min(30_000, 1_000 * 2 ** failures);
}

/**
 * Reports the ids of new and changed calls as they arrive. Reports null each time the stream opens, since calls that
 * arrived before are not known. A hidden page closes the stream: a browser opens only a few connections to one server,
 * and each stream uses one of them.
 */
export function useLiveCalls(onCalls: (ids: string[] | null) => void): LiveState {
  const queryClient = useQueryClient();
  const [state, setState] = useState<LiveState>("waiting");
  const latest = useRef(onCalls);
  useEffect(() => {
    latest.current = onCalls;
  }, [onCalls]);

  useEffect(() => {
    let source: EventSource | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let failures = 0;

    const listen = () => {
      clearTimeout(timer);
      source = new EventSource("/api/v1/calls/live");
      source.onopen = () => {
        failures = 0;
        setState("live");
        latest.current(null);
      };
      source.addEventListener("calls", (event) => {
        latest.current((JSON.parse(event.data as string) as { call_ids: string[] }).call_ids);
      });
      source.onerror = () => {
        stop();
        setState("lost");
        // The stream may have been refused because the session has ended.
        void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
        timer = setTimeout(listen, getRetryDelay(failures++));
      };
    };
    const stop = () => {
      clearTimeout(timer);
      source?.close();
      source = null;
    };
    const follow = () => {
      if (document.hidden) stop();
      else if (!source) listen();
    };

    follow();
    document.addEventListener("visibilitychange", follow);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      stop();
    };
  }, [queryClient]);

  return state;
}
