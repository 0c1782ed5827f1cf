const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function callAll() {
  for (const listener of listeners) listener();
}

/** Calls a function each minute, and when the page is shown again. All share one timer. Returns what ends it. */
export function everyMinute(listener: () => void): () => void {
  listeners.add(listener);
  if (!timer) {
    timer = setInterval(callAll, 60_000);
    document.addEventListener("visibilitychange", callAll);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
    document.removeEventListener("visibilitychange", callAll);
  };
}
