import { useQuery } from "@tanstack/react-query";
import { Outlet, useRouteContext } from "@tanstack/react-router";
import { lazy, Suspense, useEffect } from "react";
import { isSignedIn, sessionQuery, type SignedIn } from "../api/session";
import { PasswordConfirmation } from "../shared/passwords/password-confirmation";
import { SessionProvider } from "../shared/session/session-context";
import { LoadingPage } from "./fallback-pages";
import styles from "./frame.module.css";
import { Menu } from "./menu";
import { PhoneBar } from "./phone-bar";
import { signInAgain } from "./sign-in-again";

const PasswordChangeRequiredPage = lazy(async () => {
  const { PasswordChangeRequiredPage } = await import("../features/profile/password-change-required-page");
  return { default: PasswordChangeRequiredPage };
});

/** The menu on the left, the page on the right. On a phone a button opens the menu. */
export function Frame() {
  const session = useCurrentSession();
  // The address stays the same, so that the requested page is shown once the password is changed.
  if (session.password_change_required) {
    return (
      <SessionProvider session={session}>
        <Suspense fallback={<LoadingPage />}>
          <PasswordChangeRequiredPage />
        </Suspense>
      </SessionProvider>
    );
  }
  return (
    <SessionProvider session={session}>
      <PasswordConfirmation />
      <a href="#content" className={styles.skip}>
        Skip to the content
      </a>
      <div className={styles.frame}>
        <aside className={styles.side} aria-label="Menu">
          <Menu />
        </aside>
        <PhoneBar />
        <main id="content" tabIndex={-1} className={styles.content}>
          <Outlet />
        </main>
      </div>
    </SessionProvider>
  );
}

/** The current session. When it has ended, signing in is required; when it belongs to somebody else, the page reloads. */
function useCurrentSession(): SignedIn {
  const { session: initial } = useRouteContext({ from: "/frame" });
  const { data } = useQuery(sessionQuery);
  const signedIn = data && isSignedIn(data) ? data : null;
  const hasEnded = data !== undefined && !signedIn;
  const isOther = signedIn !== null && signedIn.member.id !== initial.member.id;

  useEffect(() => {
    if (hasEnded) signInAgain();
    // Somebody else has signed in in another tab: the data that was read here is not theirs.
    else if (isOther) window.location.reload();
  }, [hasEnded, isOther]);

  return isOther || !signedIn ? initial : signedIn;
}
