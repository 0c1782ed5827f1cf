import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { deliveryQuery } from "../../api/deliveries";
import type { Connection, Delivery } from "../../api/schema";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { CopyButton } from "../../components/form/copy-button";
import { indentJson } from "../../lib/indent-json";
import { QueryState } from "../../shared/requests/query-state";
import styles from "./connection-page.module.css";
import { deliveryStates } from "./delivery-words";

interface Props {
  connection: Connection;
  /** Null while the dialog is closed. */
  delivery: Delivery | null;
  onClose: () => void;
}

/** What has arrived, as it is stored. */
export function DeliveryDialog({ connection, delivery, onClose }: Props) {
  // It stays while the dialog closes.
  const [shown, setShown] = useState(delivery);
  if (delivery && delivery !== shown) setShown(delivery);
  return (
    <TaskDialog title={shown?.kind ?? "Delivery"} opened={delivery !== null} onClose={onClose} size={720}>
      {shown && <DeliveryContent connection={connection} delivery={shown} />}
    </TaskDialog>
  );
}

function DeliveryContent({ connection, delivery }: { connection: Connection; delivery: Delivery }) {
  const content = useQuery(deliveryQuery(connection.id, delivery.id));
  return (
    <QueryState query={content} skeleton={<SkeletonRows count={4} />}>
      {({ payload, is_cut, problem, state }) => (
        <>
          <p className={styles.lead}>{problem ?? deliveryStates[state]}</p>
          {payload === null ? (
            <p>No payload was stored.</p>
          ) : (
            <>
              <pre className={styles.payload} tabIndex={0} aria-label="Payload">
                {indentJson(payload)}
              </pre>
              {is_cut && <p className={styles.lead}>Only the first 256 kB are shown.</p>}
              <CopyButton text={payload} />
            </>
          )}
        </>
      )}
    </QueryState>
  );
}
