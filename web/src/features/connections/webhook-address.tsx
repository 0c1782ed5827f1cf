import { TextInput } from "@mantine/core";
import type { Connection } from "../../api/schema";
import { CopyButton } from "../../components/form/copy-button";
import { platformNames } from "../../shared/connections/platforms";
import styles from "./connection-view.module.css";
import { platformWords } from "./platform-words";

/** The address that the platform sends to, and how to tell it. */
export function WebhookAddress({ connection }: { connection: Connection }) {
  return (
    <section aria-labelledby="webhook" className={styles.section}>
      <h2 id="webhook" className={styles.title}>
        At {platformNames[connection.platform]}
      </h2>
      <div className={styles.address}>
        <TextInput
          aria-label="Address for the webhook"
          value={connection.webhook_url}
          readOnly
          size="xs"
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton text={connection.webhook_url} />
      </div>
      <ol className={styles.steps}>
        {platformWords[connection.platform].steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </section>
  );
}
