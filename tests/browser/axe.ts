/// <reference lib="dom" />
import { AxeBuilder } from "@axe-core/playwright";
import type { NodeResult } from "axe-core";
import { expect, type Page } from "../support/browser.ts";

/** The rules about colours. All others have the same result in light and in dark mode. */
const ofColours = ["color-contrast", "link-in-text-block"];

const findPlaces = (page: Page) =>
  page.evaluate(() =>
    JSON.stringify([...document.querySelectorAll("body *")].map((element) => element.getBoundingClientRect())),
  );

/**
 * What the measurement finds if nothing moves from before its start until after its end. Axe takes its time, other tests
 * add rows to the same lists meanwhile, and it would compare the place of one row before with that of another after.
 */
async function measureStill<Found>(page: Page, measure: () => Promise<Found>): Promise<Found> {
  const results: Found[] = [];
  const isStillMeanwhile = async () => {
    const before = await findPlaces(page);
    const found = await measure();
    if ((await findPlaces(page)) !== before) return false;
    results.push(found);
    return true;
  };
  await expect.poll(isStillMeanwhile, { message: "nothing moves while axe looks", timeout: 30_000 }).toBe(true);
  return results[0]!;
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
  const isDark = await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
  // The only rule of WCAG 2.2, which axe leaves out unless asked.
  const rules = { "target-size": { enabled: true } };
  const options = { preload: false, ...(isDark ? { runOnly: ofColours } : { rules }) };
  const look = () => new AxeBuilder({ page }).include(part).options(options).analyze();
  const found = await measureStill(page, look);
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(explain).join(" | ")}`);
}
