import type { MouseEvent } from "react";

/**
 * The properties of the button that clears a choice. The library hides it from the keyboard and from screen readers, which
 * then have no way to clear what is chosen. The size is the smallest that is easy to hit.
 */
export function describeClearButton(name: string) {
  return { "aria-label": name, "aria-hidden": false, tabIndex: 0, size: "24", onClick: focusField };
}

/** The button is about to disappear: where it had the focus, its field gets it. */
function focusField({ currentTarget }: MouseEvent<HTMLElement>): void {
  if (currentTarget !== document.activeElement) return;
  currentTarget.closest(".mantine-Input-wrapper")?.querySelector("input")?.focus();
}
