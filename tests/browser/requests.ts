import { expect, type Locator, type Page } from "../support/browser.ts";

/** The paths of the requests that a page sends from now on. */
export function watchRequests(page: Page): string[] {
  const paths: string[] = [];
  page.on("request", (request) => paths.push(new URL(request.url()).pathname));
  return paths;
}

/** Whether a path belongs to the part of the API that needs access to the CRM. */
export function isOfCrm(path: string): boolean {
  return /^\/api\/v1\/(contact|segment|campaign|do-not-call)/.test(path);
}

/** Presses "Try again" in a place, unless the page has tried again by itself. */
export async function tryAgain(place: Locator | Page): Promise<void> {
  const button = place.getByRole("button", { name: "Try again" });
  await expect(async () => {
    if (await button.isVisible()) await button.click({ timeout: 1_000 });
  }).toPass();
}

/** Holds the requests of a method to a path back until the function that is returned is called. */
export async function holdRequests(page: Page, method: string, path: string): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route(`**/api/v1${path}`, async (route) => {
    if (route.request().method() !== method) return route.fallback();
    await released;
    await route.continue();
  });
  return release;
}
