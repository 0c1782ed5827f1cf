import type { Locator, Page } from "../support/browser.ts";

/** What a form says somebody else has changed since it was opened. */
export const meanwhile = (within: Page | Locator) => within.getByRole("alert", { name: "Changed by someone else" });
