import { useQuery } from "@tanstack/react-query";
import { Outlet, useRouteContext } from "@tanstack/react-router";
import { Suspense, useEffect } from "react";
import { isSignedIn, sessionQuery, type SignedIn } from "../api/session";
import { lazyPart } from "../lib/lazy-part";
import { followSignOuts, leaveToOtherMember } from "../lib/leave";
import { rememberFrameShell } from "../lib/shell";
import { ObstacleDialogs } from "../shared/passwords/obstacle-dialogs";
import { SessionProvider } from "../shared/session/session-context";
import { LoadingPage } from "./fallback-pages";
import styles from "./frame.module.css";
import { Menu } from "./menu";
import { PhoneBar } from "./phone-bar";
import { QuickKeys } from "./quick/quick-keys";
import { askToSignInAgain } from "./sign-in-again";

const PasswordChangeRequiredPage = lazyPart(
  async () => (await import("../features/profile/password-change-required-page")).PasswordChangeRequiredPage,
);

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
      <ObstacleDialogs />
      <QuickKeys />
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

/** The current session. When it has ended, a dialog asks to sign in again; somebody else's starts a new document. */
function useCurrentSession(): SignedIn {
  const { session: initial } = useRouteContext({ from: "/frame" });
  const { data } = useQuery(sessionQuery);
  const signedIn = data && isSignedIn(data) ? data : null;
  const hasEnded = data !== undefined && !signedIn;
  const isOther = signedIn !== null && signedIn.member.id !== initial.member.id;

  useEffect(() => {
    if (hasEnded) void askToSignInAgain();
    // Somebody else has signed in, here or in another tab: the data that was read here is not theirs.
    else if (isOther) leaveToOtherMember();
  }, [hasEnded, isOther]);
  useEffect(followSignOuts, []);
  useEffect(rememberFrameShell, []);

  return isOther || !signedIn ? initial : signedIn;
}
