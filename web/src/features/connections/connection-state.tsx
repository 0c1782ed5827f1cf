import type { Connection } from "../../api/schema";
import { Moment } from "../../components/text/moment";
import { platformNames } from "../../shared/connections/platforms";
import { hasUnresolvedError } from "../../shared/connections/unresolved-error";
import styles from "./connection-page.module.css";
import { platformWords } from "./platform-words";

/** Whether webhooks of a connection are accepted, and its last error. */
export function ConnectionState({ connection }: { connection: Connection }) {
  const { platform, has_secret, has_short_secret, last_error, last_event_at } = connection;
  const hasTrouble = hasUnresolvedError(connection);
  return (
    <div className={styles.state}>
      {!has_secret && <div data-trouble>Not active: add the {platformWords[platform].secret}</div>}
      {has_short_secret && (
        <div data-trouble>
          The secret is too short to be safe. Replace it in {platformNames[platform]} and here with one of at least 16
          characters.
        </div>
      )}
      {has_secret && !hasTrouble && <div>{last_event_at ? "Active" : "Waiting for the first event"}</div>}
      {last_error && (
        <div data-trouble={hasTrouble}>
          {!hasTrouble && "Last error: "}
          {last_error.message} <Moment at={last_error.happened_at} />
        </div>
      )}
    </div>
  );
}
