/// <reference lib="dom" />
import { AxeBuilder } from "@axe-core/playwright";
import type { NodeResult } from "axe-core";
import { expect, type Page } from "../support/browser.ts";

/** The rules about colours. All others have the same result in light and in dark mode. */
const ofColours = ["color-contrast", "link-in-text-block"];

/** Waits until nothing moves: axe would compare the place of one element before a move with that of another after it. */
async function waitUntilStill(page: Page): Promise<void> {
  const findPlaces = () =>
    page.evaluate(() =>
      JSON.stringify([...document.querySelectorAll("body *")].map((element) => element.getBoundingClientRect())),
    );
  let before = "";
  const isStill = async () => {
    const last = before;
    before = await findPlaces();
    return before === last;
  };
  await expect.poll(isStill, { message: "nothing on the page moves", intervals: [100] }).toBe(true);
}

/** The element, what is wrong with it, and the elements that it is compared with. */
function explain({ html, any, all, none }: NodeResult): string {
  const related = [...any, ...all, ...none].flatMap(({ message, relatedNodes }) => [
    message,
    ...(relatedNodes ?? []).map((node) => node.html),
  ]);
  return [html, ...related].join("\n  ");
}

/**
 * What axe finds on the page, or in one part of it. In dark only the colours are looked at. Nothing is loaded beforehand:
 * axe would copy the styles inside a shadow root without their nonce, and wait ten seconds for what it may not have.
 */
export async function violations(page: Page, part = "html"): Promise<string[]> {
  await waitUntilStill(page);
  const isDark = await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
  // The only rule of WCAG 2.2, which axe leaves out unless asked.
  const rules = { "target-size": { enabled: true } };
  const options = { preload: false, ...(isDark ? { runOnly: ofColours } : { rules }) };
  const found = await new AxeBuilder({ page }).include(part).options(options).analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(explain).join(" | ")}`);
}
