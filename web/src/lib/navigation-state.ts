let navigated = false;

/** The router calls this when a page opens another page. */
export function rememberNavigation(): void {
  navigated = true;
}

/** Whether the current page was opened from another page, and not by the browser. */
export function hasNavigated(): boolean {
  return navigated;
}
