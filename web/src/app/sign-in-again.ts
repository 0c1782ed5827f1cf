import { leave } from "../lib/leave";
import { writeSearch } from "./search-text";

/** Opens the sign-in page after the session has ended. Signing in leads back to the current page. */
export function signInAgain(): void {
  const { pathname, search } = window.location;
  if (pathname !== "/sign-in") leave(`/sign-in${writeSearch({ next: pathname + search, ended: "true" })}`);
}
