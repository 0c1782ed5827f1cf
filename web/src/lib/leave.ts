import { forgetShell } from "./shell";
import { removeAllDrafts } from "./stored-drafts";

let leaving = false;

/** Loads another address as a new document, so that nothing read before stays in memory: for the end of a session. */
export function leave(address: string): void {
  if (leaving) return;
  leaving = true;
  forgetShell();
  window.location.assign(address);
}

/** Whether this document is being left: then nobody is asked about unsaved changes. */
export function isLeaving(): boolean {
  return leaving;
}

/** Hides the page at once and loads the start page, for another member who has signed in. Nothing of the first stays. */
export function leaveToOtherMember(): void {
  if (leaving) return;
  leaving = true;
  document.body.hidden = true;
  removeAllDrafts();
  // Not the same address: it may hold what the first member searched for.
  window.location.replace("/");
}

const signOuts = "sign-outs";

/** Leaves after the member has signed out, in the other tabs too. */
export function leaveSignedOut(): void {
  removeAllDrafts();
  new BroadcastChannel(signOuts).postMessage(null);
  leave("/sign-in");
}

/** Leaves when the member signs out in another tab. Returns what ends that. */
export function followSignOuts(): () => void {
  const channel = new BroadcastChannel(signOuts);
  channel.onmessage = () => {
    removeAllDrafts();
    leave("/sign-in");
  };
  return () => channel.close();
}
