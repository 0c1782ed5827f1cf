/** What index.html paints before the page starts: the frame, where somebody is signed in, or a narrow page. */
const key = "shell";

export function rememberFrameShell(): void {
  try {
    window.localStorage.setItem(key, "frame");
  } catch {
    // Without a storage the shell is the narrow page.
  }
}

export function forgetShell(): void {
  try {
    window.localStorage.removeItem(key);
  } catch {
    // There is none to forget.
  }
}
