import type { Connection } from "../../api/schema";
import { Moment } from "../../components/text/moment";
import { platformNames } from "../../shared/connections/platforms";
import { ConnectionState } from "./connection-state";
import styles from "./connection-view.module.css";
import { DeleteConnection } from "./delete-connection";
import { EditConnection } from "./edit-connection";
import { StopConnection } from "./stop-connection";
import { WebhookAddress } from "./webhook-address";

/** How a connection is set up at the platform, and how it goes. */
export function ConnectionView({ connection }: { connection: Connection }) {
  return (
    <>
      <dl className={styles.facts}>
        <dt>Platform</dt>
        <dd>{platformNames[connection.platform]}</dd>
        <dt>Last event</dt>
        <dd>
          <Moment at={connection.last_event_at} never="None yet" />
        </dd>
        <dt>State</dt>
        <dd>
          <ConnectionState connection={connection} />
        </dd>
      </dl>
      <WebhookAddress connection={connection} />
      {connection.can.includes("update") && <EditConnection connection={connection} />}
      <div className={styles.danger}>
        <StopConnection connection={connection} />
        <DeleteConnection connection={connection} />
      </div>
    </>
  );
}
