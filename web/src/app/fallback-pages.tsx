import { Button } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { Link, useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { ApiError } from "../api/api-error";
import { Message } from "../components/feedback/message";
import { ErrorNotice } from "../shared/requests/error-notice";
import styles from "./fallback-pages.module.css";

/** Empty while the session is read: the progress line shows that something is loading. */
export function LoadingPage() {
  return <div aria-busy />;
}

export function NotFoundPage() {
  useDocumentTitle("Not found · Rollcall");
  return (
    <main className={styles.page}>
      <Message
        level={1}
        title="There is no such page"
        action={
          <Button variant="default" renderRoot={(props) => <Link to="/" {...props} />}>
            Go to the start
          </Button>
        }
      >
        The address may be mistyped, or the page is gone.
      </Message>
    </main>
  );
}

/** A page failed: the server could not be reached, or there is an error in the page itself. */
export function CrashPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  if (error instanceof ApiError) {
    const tryAgain = () => {
      reset();
      void router.invalidate();
    };
    return (
      <main className={styles.page}>
        <ErrorNotice error={error} onTryAgain={tryAgain} />
      </main>
    );
  }
  return (
    <main className={styles.page} role="alert">
      <Message
        level={1}
        title="This page has failed"
        action={<Button onClick={() => window.location.reload()}>Load the page again</Button>}
      >
        <p>Nothing that was saved is lost. If it happens again, tell an administrator what you did before.</p>
        {error instanceof Error && <p>{error.message}</p>}
      </Message>
    </main>
  );
}
