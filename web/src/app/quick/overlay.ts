import { useSyncExternalStore } from "react";

/** What opens over the page by a key or a button. */
export type Overlay = "palette" | "keys";

let opened: Overlay | null = null;
/** What had the focus before, which gets it back. A dialog that is mounted open does not know it. */
let focused: Element | null = null;
const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function setOverlay(overlay: Overlay | null): void {
  if (opened === null) focused = document.activeElement;
  opened = overlay;
  for (const listener of listeners) listener();
  if (overlay === null && focused instanceof HTMLElement) focused.focus({ preventScroll: true });
}

export function useOverlay(): Overlay | null {
  return useSyncExternalStore(subscribe, () => opened);
}
