/// <reference lib="dom" />
import type { Locator } from "../support/browser.ts";

/** Presses a key as an input method does that composes a text: for Japanese or Chinese. */
export async function pressWhileComposing(field: Locator, key: string): Promise<void> {
  await field.evaluate(
    (element, pressed) =>
      element.dispatchEvent(new KeyboardEvent("keydown", { key: pressed, isComposing: true, bubbles: true })),
    key,
  );
}
