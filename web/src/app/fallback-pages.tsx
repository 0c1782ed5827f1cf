import { Button } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useCallback, useEffect } from "react";
import { Link, useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { ApiError } from "../api/api-error";
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
  const tryAgain = useCallback(() => {
    forgetFailedParts();
    void router.invalidate().then(reset);
  }, [router, reset]);
  useEffect(() => {
    if (!isTemporary) return undefined;
    window.addEventListener("online", tryAgain);
    return () => window.removeEventListener("online", tryAgain);
  }, [isTemporary, tryAgain]);

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
