import { useEffect, useRef } from "react";

/** How far an arrow key seeks, in seconds, and how far with Shift, or a button. */
const step = 5;
export const skipSeconds = 10;

interface Keys {
  toggle: () => void;
  seekBy: (seconds: number) => void;
}

/** Space plays and pauses, arrows seek, further with Shift, wherever the focus is, unless the focused element uses the key itself. */
export function usePlayerKeys(keys: Keys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const handleKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
      if (usesKey(event.target as HTMLElement, event.key)) return;
      const seconds = event.shiftKey ? skipSeconds : step;
      if (event.key === " " && !event.shiftKey) latest.current.toggle();
      else if (event.key === "ArrowRight") latest.current.seekBy(seconds);
      else if (event.key === "ArrowLeft") latest.current.seekBy(-seconds);
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", handleKey);
    return () => document.removeEventListener("keydown", handleKey);
  }, []);
}

function usesKey(element: HTMLElement, key: string): boolean {
  if (element.closest("input, textarea, select, [contenteditable], [role=dialog], [role=menu]")) return true;
  return key === " " && element.closest("button, a, summary") !== null;
}
