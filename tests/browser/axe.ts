/// <reference lib="dom" />
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "../support/browser.ts";

/** The rules about colours. All others have the same result in light and in dark mode. */
const ofColours = ["color-contrast", "link-in-text-block"];

/**
 * What axe finds on the page, or in one part of it. In dark only the colours are looked at. Nothing is loaded beforehand:
 * axe would copy the styles inside a shadow root without their nonce, and wait ten seconds for what it may not have.
 */
export async function violations(page: Page, part = "html"): Promise<string[]> {
  const isDark = await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
  // The only rule of WCAG 2.2, which axe leaves out unless asked.
  const rules = { "target-size": { enabled: true } };
  const options = { preload: false, ...(isDark ? { runOnly: ofColours } : { rules }) };
  const found = await new AxeBuilder({ page }).include(part).options(options).analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
}
