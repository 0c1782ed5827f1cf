import { useEffect, useRef } from "react";

/** The open dialogs, the last one on top. */
const open: object[] = [];

/** Calls `onEscape` when Escape is pressed while this dialog is the topmost one. */
export function useTopmostEscape(opened: boolean, onEscape: () => void): void {
  const latest = useRef(onEscape);
  useEffect(() => {
    latest.current = onEscape;
  });
  useEffect(() => {
    if (!opened) return undefined;
    const dialog = {};
    open.push(dialog);
    const listen = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.isComposing || open.at(-1) !== dialog) return;
      // An open list of choices closes first.
      if (event.target instanceof Element && event.target.closest("[data-mantine-stop-propagation=true]")) return;
      event.stopImmediatePropagation();
      latest.current();
    };
    window.addEventListener("keydown", listen, { capture: true });
    return () => {
      open.splice(open.indexOf(dialog), 1);
      window.removeEventListener("keydown", listen, { capture: true });
    };
  }, [opened]);
}
