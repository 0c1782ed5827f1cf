import { Button } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { Link } from "@tanstack/react-router";
import { Message } from "../components/feedback/message";
import styles from "./crash-page.module.css";

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
