import { Button } from "@mantine/core";
import { useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { ApiError } from "../api/api-error";
import { Message } from "../components/feedback/message";
import { ErrorNotice } from "../shared/requests/error-notice";
import styles from "./crash-page.module.css";

/** A page could not be shown: the server was away, or the page itself is wrong. */
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
