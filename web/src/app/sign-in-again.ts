import { leave } from "../lib/leave";
import { writeSearch } from "./search-text";

/** The session has ended: the sign-in says so, and leads back to the page in use. */
export function signInAgain(): void {
  const { pathname, search } = window.location;
  if (pathname !== "/sign-in") leave(`/sign-in${writeSearch({ next: pathname + search, ended: "true" })}`);
}
