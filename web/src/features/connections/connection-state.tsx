import type { Connection } from "../../api/schema";
import { Moment } from "../../components/text/moment";
import styles from "./connection-page.module.css";

/** Whether webhooks of a connection are accepted, and its last error. */
export function ConnectionState({ connection }: { connection: Connection }) {
  const { has_secret, last_error, last_event_at } = connection;
  return (
    <div className={styles.state}>
      {!has_secret && <div data-trouble>Takes nothing: it has no secret</div>}
      {last_error && (
        <div data-trouble={isUnresolved(connection)}>
          {last_error.message} <Moment at={last_error.happened_at} />
        </div>
      )}
      {has_secret && !last_error && (last_event_at ? "Takes calls" : "Waits for the first event")}
    </div>
  );
}

/** Whether no event has been accepted since the last error. */
function isUnresolved({ last_error, last_event_at }: Connection): boolean {
  return last_error !== null && (last_event_at === null || last_error.happened_at > last_event_at);
}
