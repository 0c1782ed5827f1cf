type Key = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

export type Command = "palette" | "search" | "keys";

/** What a key asks for, if anything. Layouts differ in whether "/" and "?" need Shift. */
export function getCommand({ key, code, ctrlKey, metaKey, altKey, shiftKey }: Key): Command | null {
  if (altKey) return null;
  if (ctrlKey || metaKey) return !shiftKey && isLetterK(key, code) ? "palette" : null;
  if (key === "/") return "search";
  return key === "?" ? "keys" : null;
}

/** By its letter, or by its place on keyboards without Latin letters. */
function isLetterK(key: string, code: string): boolean {
  return key.toLowerCase() === "k" || (code === "KeyK" && key.length === 1 && key > "\u007f");
}

const typedInto =
  "input:not([type=checkbox], [type=radio], [type=file], [type=range]), textarea, select, [role=textbox], [role=combobox]";

/** Whether the key is for a dialog that is open, or for a field: those are typed into, which the palette's key is not. */
export function isTaken(command: Command, target: EventTarget | null): boolean {
  if (document.querySelector("[role=dialog]") !== null) return true;
  const element = target instanceof HTMLElement ? target : null;
  return (
    command !== "palette" && element !== null && (element.isContentEditable || element.closest(typedInto) !== null)
  );
}

/** The name of the key beside Space that commands are given with. */
export const commandKey = /Mac|iP(hone|ad)/.test(navigator.platform) ? "⌘" : "Ctrl";
