/// <reference lib="dom" />
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { builtPage, expect, test, type Page } from "../support/browser.ts";
import { callsOf, minutesAgo, newCall } from "./calls.ts";

const kilobyte = 1000;
const mostAtFirst = 150 * kilobyte;
const mostOfPage = 300 * kilobyte;
const mostShift = 0.05;

/** The scripts that a page loads, in bytes as they are compressed best. */
function weigh(page: Page): () => number {
  const sizes = new Map<string, number>();
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (!pathname.endsWith(".js")) return;
    sizes.set(pathname, statSync(resolve(builtPage, `.${pathname}.br`)).size);
  });
  return () => [...sizes.values()].reduce((sum, size) => sum + size, 0);
}

/** How much of what is shown has moved by itself so far (CLS). */
const shift = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((done) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
            if (!entry.hadRecentInput) sum += entry.value;
          }
        }).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => done(sum), 300);
      }),
  );

/** Waits until nothing has been loading for a while. The stream of calls never ends, so the network is never idle. */
async function settle(page: Page): Promise<void> {
  await expect(page.getByRole("status").filter({ hasText: "Loading" })).toHaveCount(0);
  await page.waitForTimeout(700);
}

test("the sign-in loads little script, and nothing on it moves", async ({ page }) => {
  const getWeight = weigh(page);
  await page.goto("/sign-in");
  await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
  await settle(page);
  expect(getWeight()).toBeLessThanOrEqual(mostAtFirst);
  expect(await shift(page)).toBeLessThan(mostShift);
});

for (const width of [360, 1280]) {
  test(`pages load little script, and nothing on them moves, at ${width} px`, async ({ cast, as }) => {
    await newCall(cast, "Sales", { started_at: minutesAgo(10) });
    const pages: [path: string, name: string, most: number][] = [
      ["/", "Home", mostAtFirst],
      ["/account/members", "Members", mostOfPage],
      [callsOf(cast, "Sales"), "Calls", mostOfPage],
      ["/usage", "Usage", mostOfPage],
    ];
    for (const [path, name, most] of pages) {
      const page = await as(cast.ada, { viewport: { width, height: 800 } });
      const getWeight = weigh(page);
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
      await settle(page);
      expect.soft(getWeight(), `script of ${name}`).toBeLessThanOrEqual(most);
      expect.soft(await shift(page), `shift of ${name}`).toBeLessThan(mostShift);
    }
  });
}

test("the list of known passwords is loaded when a password is typed", async ({ cast, as }) => {
  const page = await as(cast.ada);
  const getWeight = weigh(page);
  await page.goto("/profile");
  await settle(page);
  expect(getWeight()).toBeLessThanOrEqual(mostOfPage - 100 * kilobyte);
  await page.getByLabel("New password", { exact: true }).fill("seven gulls at dawn");
  await expect(page.getByRole("meter")).toHaveAttribute("aria-valuetext", /Good|Strong/);
});

test("a shell is painted before any file has arrived", async ({ cast, as }) => {
  const page = await as(cast.ada);
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1, name: "Home" })).toBeVisible();
  await page.route(/\/assets\//, () => {}); // never answered
  await page.goto("/agents", { waitUntil: "commit" });
  await expect(page.locator(".shell-side .shell-bar").first()).toBeVisible();
  await expect
    .poll(() => page.evaluate(() => performance.getEntriesByType("paint").map(({ name }) => name)))
    .toContain("first-paint");
});
