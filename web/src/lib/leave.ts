let leaving = false;

/** Loads another address as a new document, so that nothing read before stays in memory: for the end of a session. */
export function leave(address: string): void {
  if (leaving) return;
  leaving = true;
  window.location.assign(address);
}

/** Whether `leave` was called: then nobody is asked about unsaved changes. */
export function isLeaving(): boolean {
  return leaving;
}
