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

/** Since the page was loaded. Kept here, since what shows a failure is gone while it is tried again. */
let failures = 0;

/** Tries again after growing pauses, and at once when the network is back or the tab is looked at again. */
function useTryingAgain(tryAgain: () => void, isEnabled: boolean): void {
  const tryNow = useEffectEvent(tryAgain);
  useEffect(() => {
    if (!isEnabled) return undefined;
    const tryIfSeen = () => {
      if (document.visibilityState === "visible") tryNow();
    };
    const onReconnect = () => tryNow();
    const timer = setTimeout(tryIfSeen, pauses[Math.min(failures++, pauses.length - 1)]);
    window.addEventListener("online", onReconnect);
    document.addEventListener("visibilitychange", tryIfSeen);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("online", onReconnect);
      document.removeEventListener("visibilitychange", tryIfSeen);
    };
  }, [isEnabled]);
}
