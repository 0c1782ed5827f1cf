import { useEffect, useRef, useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { sessionQuery } from "./session";

/** `waiting`: it is not there yet; `lost`: it was there, or should have been by now, and is tried again. */
export type LiveState = "waiting" | "live" | "lost";

/** How long to wait before the next attempt, in milliseconds, after so many that failed. */
export function waitBefore(failures: number): number {
  return Math.min(30_000, 1_000 * 2 ** failures);
}

/**
 * Tells of new and changed calls as they come; and of none in particular (null) whenever it begins to listen, since what
 * came before that is not known. A page that nobody looks at does not listen: a browser has but a few connections to one server, and
 * each listening tab holds one of them.
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
        // Perhaps it was refused because the session has ended.
        void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
        timer = setTimeout(listen, waitBefore(failures++));
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
