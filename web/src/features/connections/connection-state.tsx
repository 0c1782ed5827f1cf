import type { Connection } from "../../api/schema";
import { Moment } from "../../components/text/moment";
import { platformNames } from "../../shared/connections/platforms";
import { hasUnresolvedError } from "../../shared/connections/unresolved-error";
import styles from "./connection-page.module.css";

/** Whether webhooks of a connection are accepted, and its last error. */
export function ConnectionState({ connection }: { connection: Connection }) {
  const { platform, has_secret, has_short_secret, last_error, last_event_at } = connection;
  return (
    <div className={styles.state}>
      {!has_secret && <div data-trouble>Takes nothing: it has no secret</div>}
      {has_short_secret && (
        <div data-trouble>
          Its secret is short enough to be guessed. Replace it at {platformNames[platform]} and here by one of at least
          16 characters.
        </div>
      )}
      {last_error && (
        <div data-trouble={hasUnresolvedError(connection)}>
          {last_error.message} <Moment at={last_error.happened_at} />
        </div>
      )}
      {has_secret && !last_error && (last_event_at ? "Takes calls" : "Waits for the first event")}
    </div>
  );
}
