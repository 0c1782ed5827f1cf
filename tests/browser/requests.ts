import type { Page } from "../support/browser.ts";

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
