let leaving = false;

/**
 * Loads another address anew, so that nothing of what was read before stays in memory: at the end of a session.
 */
export function leave(address: string): void {
  if (leaving) return;
  leaving = true;
  window.location.assign(address);
}

/** Whether the page is about to go: then nobody is asked about unsaved changes. */
export function isLeaving(): boolean {
  return leaving;
}
