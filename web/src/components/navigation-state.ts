let navigated = false;

/** Told by the router once another page has been opened from a page. */
export function rememberNavigation(): void {
  navigated = true;
}

/** Whether a page stands where another one stood before, and was not opened by the browser itself. */
export function hasNavigated(): boolean {
  return navigated;
}
