import { useQuery } from "@tanstack/react-query";
import { Outlet, useRouteContext } from "@tanstack/react-router";
import { lazy, Suspense, useEffect } from "react";
import { isSignedIn, sessionQuery, type SignedIn } from "../api/session";
import { SessionProvider } from "../shared/session/session-context";
import styles from "./frame.module.css";
import { Menu } from "./menu";
import { PhoneBar } from "./phone-bar";
import { signInAgain } from "./sign-in-again";
import { StartPage } from "./start-page";

const PasswordChangeRequiredPage = lazy(async () => {
  const { PasswordChangeRequiredPage } = await import("../features/profile/password-change-required-page");
  return { default: PasswordChangeRequiredPage };
});

/** The menu at the left, the page at the right. On a phone the menu waits behind a button. */
export function Frame() {
  const session = useCurrentSession();
  // The address stays, so that the requested page opens after the change.
  if (session.password_change_required) {
    return (
      <SessionProvider session={session}>
        <Suspense fallback={<StartPage />}>
          <PasswordChangeRequiredPage />
        </Suspense>
      </SessionProvider>
    );
  }
  return (
    <SessionProvider session={session}>
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

/** The session as it is now; and what to do once it is over, or another person's. */
function useCurrentSession(): SignedIn {
  const { session: atStart } = useRouteContext({ from: "/frame" });
  const { data } = useQuery(sessionQuery);
  const signedIn = data && isSignedIn(data) ? data : null;
  const ended = data !== undefined && !signedIn;
  const another = signedIn !== null && signedIn.member.id !== atStart.member.id;

  useEffect(() => {
    if (ended) signInAgain();
    // Somebody else has signed in at another tab: nothing that was read here is theirs.
    else if (another) window.location.reload();
  }, [ended, another]);

  return another || !signedIn ? atStart : signedIn;
}
