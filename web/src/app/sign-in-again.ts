import { askOnce } from "../api/refused-requests";
import { leave } from "../lib/leave";
import { writeSearch } from "./search-text";

/** Asks to sign in again after the session has ended: in a dialog over the page, or where there is none, at /sign-in. */
export async function askToSignInAgain(): Promise<void> {
  if (!(await askOnce("not_signed_in"))) openSignIn();
}

/** Opens the sign-in page. Signing in leads back to the current page. */
export function openSignIn(): void {
  const { pathname, search } = window.location;
  if (pathname !== "/sign-in") leave(`/sign-in${writeSearch({ next: pathname + search, ended: "true" })}`);
}
