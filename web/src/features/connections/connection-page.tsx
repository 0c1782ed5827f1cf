import { TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { connectionQuery } from "../../api/connections";
import type { Connection } from "../../api/schema";
import { Message } from "../../components/feedback/message";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { CopyButton } from "../../components/form/copy-button";
import { BackLink } from "../../components/layout/back-link";
import { Moment } from "../../components/text/moment";
import { platformNames } from "../../shared/connections/platforms";
import { QueryState } from "../../shared/requests/query-state";
import { getVisible } from "../../shared/requests/refusal";
import { ProtectedPage } from "../../shared/session/protected-page";
import { useCan } from "../../shared/session/session-context";
import { ConnectionForm } from "./connection-form";
import styles from "./connection-page.module.css";
import { ConnectionKey } from "./connection-key";
import { ConnectionState } from "./connection-state";
import { Deliveries } from "./deliveries";
import { DeleteConnectionButton } from "./delete-connection";
import { platformWords } from "./platform-words";
import { StopConnectionButton } from "./stop-connection";

/** One connection: its state, how to set up its webhook at the platform, its settings, and what has arrived. */
export function ConnectionPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const mayView = useCan("view_connections");
  const connection = useQuery({ ...connectionQuery(id), enabled: mayView });

  return (
    <ProtectedPage
      key={id}
      title={getVisible(connection)?.name ?? "Connection"}
      above={<BackLink to="/account/connections">Connections</BackLink>}
      isAllowed={mayView}
      noAccess="Only administrators have access to connections."
    >
      <QueryState
        query={connection}
        skeleton={<SkeletonRows count={4} />}
        notFound={<Message title="Connection not found">It was deleted.</Message>}
      >
        {(found) => (
          <>
            <ConnectionFacts connection={found} />
            <WebhookAddress connection={found} />
            {found.can.includes("update") && <ConnectionForm connection={found} />}
            <ConnectionKey connection={found} />
            <Deliveries connection={found} />
            <div className={styles.danger}>
              <StopConnectionButton connection={found} />
              <DeleteConnectionButton connection={found} />
            </div>
          </>
        )}
      </QueryState>
    </ProtectedPage>
  );
}

function ConnectionFacts({ connection }: { connection: Connection }) {
  return (
    <dl className={styles.facts}>
      <dt>Platform</dt>
      <dd>{platformNames[connection.platform]}</dd>
      <dt>Last event</dt>
      <dd>
        <Moment at={connection.last_event_at} never="None yet" />
      </dd>
      <dt>Status</dt>
      <dd>
        <ConnectionState connection={connection} />
      </dd>
    </dl>
  );
}

/** The URL that the platform sends webhooks to, and the steps to enter it there. */
function WebhookAddress({ connection }: { connection: Connection }) {
  return (
    <section aria-labelledby="webhook" className={styles.section}>
      <h2 id="webhook" className={styles.title}>
        Set up in {platformNames[connection.platform]}
      </h2>
      <div className={styles.address}>
        <TextInput
          aria-label="Webhook URL"
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
