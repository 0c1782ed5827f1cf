import { Button } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useEffect, useEffectEvent } from "react";
import { Link, useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { ApiError } from "../api/api-error";
import { pauses } from "../api/read-again";
import { Message } from "../components/feedback/message";
import { forgetFailedParts } from "../lib/lazy-part";
import { PartNotLoaded } from "../lib/load-part";
import { ErrorNotice } from "../shared/requests/error-notice";
import styles from "./fallback-pages.module.css";

/** Empty while the session is read: the progress line shows that something is loading. */
export function LoadingPage() {
  return <div aria-busy />;
}

/** An address that leads nowhere, for those who are not signed in. */
export function NotFoundPage() {
  useDocumentTitle("Page not found · Rollcall");
  return (
    <main className={styles.page}>
      <Message
        level={1}
        title="Page not found"
        action={
          <Button variant="default" renderRoot={(props) => <Link to="/" {...props} />}>
            Go to Home
          </Button>
        }
      >
        Check the address, or start from Home.
      </Message>
    </main>
  );
}

/** A page failed: the server could not be reached, or there is an error in the page itself. */
export function CrashPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const isTemporary = error instanceof ApiError || error instanceof PartNotLoaded;
  const tryAgain = () => {
    forgetFailedParts();
    void router.invalidate().then(reset);
  };
  useTryingAgain(tryAgain, isTemporary);

  if (isTemporary) {
    return (
      <div className={styles.page}>
        <ErrorNotice error={error} onTryAgain={tryAgain} />
      </div>
    );
  }
  return (
    <div className={styles.page} role="alert">
      <Message
        level={1}
        title="Something went wrong on this page"
        action={<Button onClick={() => window.location.reload()}>Reload</Button>}
      >
        <p>Saved work is not affected. If this happens again, tell an administrator what you were doing.</p>
        {error instanceof Error && <p>{error.message}</p>}
      </Message>
    </div>
  );
}

/** A failure that is this many milliseconds later than the last one has nothing to do with it. */
const unrelated = 5 * 60_000;
/** Kept here, since what shows a failure is gone while it is tried again. */
const last = { failures: 0, at: 0 };

function countFailure(): number {
  if (Date.now() - last.at > unrelated) last.failures = 0;
  last.at = Date.now();
  return ++last.failures;
}

/** Tries again after growing pauses, and at once when the network is back or the tab is looked at again. */
function useTryingAgain(tryAgain: () => void, isEnabled: boolean): void {
  const tryNow = useEffectEvent(tryAgain);
  useEffect(() => {
    if (!isEnabled) return undefined;
    const tryIfSeen = () => {
      if (document.visibilityState === "visible") tryNow();
    };
    const onReconnect = () => tryNow();
    const pause = pauses[countFailure() - 1];
    const timer = pause === undefined ? undefined : setTimeout(tryIfSeen, pause);
    window.addEventListener("online", onReconnect);
    document.addEventListener("visibilitychange", tryIfSeen);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("online", onReconnect);
      document.removeEventListener("visibilitychange", tryIfSeen);
    };
  }, [isEnabled]);
}
