/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { expect, type Page } from "../support/browser.ts";

/** Neither the window nor an open dialog can be scrolled sideways, and nothing sticks out of the window. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const findTooWide = () =>
    page.evaluate(() => {
      const room = document.documentElement.clientWidth;
      const scrolled = [document.documentElement, ...document.querySelectorAll("[role=dialog], [role=dialog] *")];
      return scrolled
        .filter((element) => {
          const scrolls = ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
          const isWindow = element === document.documentElement;
          return (scrolls || isWindow) && element.scrollWidth > Math.min(element.clientWidth, room) + 1;
        })
        .map((element) => `${element.tagName} ${element.className}: ${element.scrollWidth} of ${element.clientWidth}`);
    });
  // The tables follow the window a moment later.
  const message = `${page.url()} is wider than its ${page.viewportSize()?.width} px`;
  await expect.poll(findTooWide, { message }).toEqual([]);
}
