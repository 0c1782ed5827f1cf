import { useEffect } from "react";
import { useLoaded } from "../../lib/use-loaded";
import { setOverlay, useOverlay } from "./overlay";
import { getCommand, isTaken } from "./pressed-key";

const importPalette = async () => (await import("./palette")).Palette;
const importKeysDialog = async () => (await import("./keys-dialog")).KeysDialog;

const close = () => setOverlay(null);

/** The keys that work on every page, and what they open. The palette and the help are loaded when they are first used. */
export function QuickKeys() {
  const opened = useOverlay();
  const [Palette, loadPalette] = useLoaded(importPalette);
  const [KeysDialog, loadKeysDialog] = useLoaded(importKeysDialog);
  useEffect(() => {
    // Without a network it can be asked for again.
    if (opened === "palette" && !Palette) loadPalette().catch(close);
    if (opened === "keys" && !KeysDialog) loadKeysDialog().catch(close);
  }, [opened, Palette, KeysDialog, loadPalette, loadKeysDialog]);
  useEffect(() => {
    document.addEventListener("keydown", handleKey);
    return () => document.removeEventListener("keydown", handleKey);
  }, []);
  return (
    <>
      {Palette && <Palette opened={opened === "palette"} onClose={close} />}
      {KeysDialog && <KeysDialog opened={opened === "keys"} onClose={close} />}
    </>
  );
}

function handleKey(event: KeyboardEvent): void {
  const command = event.defaultPrevented || event.isComposing || event.repeat ? null : getCommand(event);
  if (command === null || isTaken(command, event.target)) return;
  event.preventDefault();
  // A page without a list to search is searched as a whole.
  if (command === "keys") setOverlay("keys");
  else if (command === "palette" || !focusSearchField()) setOverlay("palette");
}

function focusSearchField(): boolean {
  const fields = document.querySelectorAll<HTMLInputElement>("[data-search-field]");
  const field = [...fields].find((field) => field.checkVisibility());
  field?.focus();
  field?.select();
  return field !== undefined;
}
