import { useEffect, useRef } from "react";

/** How far an arrow key goes, in seconds. */
const step = 5;

interface Keys {
  toggle: () => void;
  seekBy: (seconds: number) => void;
}

/** Space plays, arrows seek: wherever the focus is, unless what has it takes these keys itself. */
export function usePlayerKeys(keys: Keys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
      if (takes(event.target as HTMLElement, event.key)) return;
      if (event.key === " ") latest.current.toggle();
      else if (event.key === "ArrowRight") latest.current.seekBy(step);
      else if (event.key === "ArrowLeft") latest.current.seekBy(-step);
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}

/** Whether an element has a use of its own for a key. */
function takes(element: HTMLElement, key: string): boolean {
  if (element.closest("input, textarea, select, [contenteditable], [role=dialog], [role=menu]")) return true;
  return key === " " && element.closest("button, a, summary") !== null;
}
