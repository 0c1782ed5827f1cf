import { useEffect, useRef } from "react";

/** How far an arrow key seeks, in seconds. */
const step = 5;

interface Keys {
  toggle: () => void;
  seekBy: (seconds: number) => void;
}

/** Space plays and pauses, arrows seek, wherever the focus is, unless the focused element uses the key itself. */
export function usePlayerKeys(keys: Keys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const handleKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
      if (usesKey(event.target as HTMLElement, event.key)) return;
      if (event.key === " ") latest.current.toggle();
      else if (event.key === "ArrowRight") latest.current.seekBy(step);
      else if (event.key === "ArrowLeft") latest.current.seekBy(-step);
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
