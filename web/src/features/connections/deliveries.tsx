import { Button, Group, Switch } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { deliveriesQuery, useReplayDelivery, useSendTestEvent } from "../../api/deliveries";
import type { Connection, Delivery } from "../../api/schema";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { FormError } from "../../components/form/form-error";
import { Table } from "../../components/table/table";
import type { TableColumn } from "../../components/table/table-column";
import { Moment } from "../../components/text/moment";
import { useTimeZone } from "../../components/text/time-zone";
import { formatEvidence } from "../../lib/times";
import { platformNames } from "../../shared/connections/platforms";
import { QueryState } from "../../shared/requests/query-state";
import styles from "./connection-page.module.css";
import { DeliveryDialog } from "./delivery-dialog";
import { deliveryStates } from "./delivery-words";

/** The last webhooks that have arrived, what became of each, and a test event. */
export function Deliveries({ connection }: { connection: Connection }) {
  const [onlyProblems, setOnlyProblems] = useState(false);
  const [shown, setShown] = useState<Delivery | null>(null);
  const deliveries = useQuery(deliveriesQuery(connection.id, onlyProblems));
  const replay = useReplayDelivery(connection.id);
  const replayDelivery = (delivery: Delivery) =>
    replay.mutate(delivery.id, { onSuccess: () => notifications.show({ message: "The delivery was replayed." }) });

  return (
    <section aria-labelledby="deliveries" className={styles.deliveries}>
      <h2 id="deliveries" className={styles.title}>
        Last deliveries
      </h2>
      <TestEvent connection={connection} />
      <Group mb="sm">
        <Switch
          label="Problems only"
          checked={onlyProblems}
          onChange={(event) => setOnlyProblems(event.currentTarget.checked)}
        />
      </Group>
      <FormError>{replay.error?.message}</FormError>
      <QueryState query={deliveries} skeleton={<SkeletonRows count={3} />}>
        {(items) =>
          items.length === 0 ? (
            <p className={styles.lead}>{onlyProblems ? "No problems." : "No deliveries yet."}</p>
          ) : (
            <Table
              label="Last deliveries"
              items={items}
              columns={createColumns({ onShow: setShown, onReplay: replayDelivery, isBusy: replay.isPending })}
            />
          )
        }
      </QueryState>
      <DeliveryDialog connection={connection} delivery={shown} onClose={() => setShown(null)} />
    </section>
  );
}

/** Shows that webhooks with the connection's secret are accepted. */
function TestEvent({ connection }: { connection: Connection }) {
  const test = useSendTestEvent(connection.id);
  if (!connection.can.includes("update")) return null;
  const send = () =>
    test.mutate(undefined, { onSuccess: () => notifications.show({ message: "The test event was accepted." }) });
  return (
    <>
      <p className={styles.lead}>
        A test event is signed with the secret entered above. It shows that signed events are accepted, not that{" "}
        {platformNames[connection.platform]} reaches this server. It creates no call.
      </p>
      <Group mb="md">
        <Button variant="default" size="xs" loading={test.isPending} disabled={!connection.has_secret} onClick={send}>
          Send a test event
        </Button>
        <FormError>{test.error?.message}</FormError>
      </Group>
    </>
  );
}

interface Actions {
  onShow: (delivery: Delivery) => void;
  onReplay: (delivery: Delivery) => void;
  isBusy: boolean;
}

function createColumns(actions: Actions): TableColumn<Delivery>[] {
  return [
    {
      key: "kind",
      title: "Event",
      width: "26%",
      minWidth: 150,
      onPhone: "first",
      cell: describeKind,
    },
    {
      key: "received_at",
      title: "Received",
      width: "150px",
      minWidth: 130,
      cell: ({ received_at }) => <Moment at={received_at} as="time" />,
    },
    { key: "state", title: "Result", minWidth: 180, onPhone: "bare", cell: (delivery) => <Result of={delivery} /> },
    {
      key: "actions",
      title: "Actions",
      width: "150px",
      minWidth: 150,
      onPhone: "bare",
      cell: (delivery) => <DeliveryButtons delivery={delivery} {...actions} />,
    },
  ];
}

function DeliveryButtons({ delivery, onShow, onReplay, isBusy }: Actions & { delivery: Delivery }) {
  const time = formatEvidence(new Date(delivery.received_at), useTimeZone());
  const name = `${describeKind(delivery)}, ${time}`;
  const button = { variant: "subtle", size: "compact-sm" };
  return (
    <Group gap={4} wrap="nowrap">
      <Button {...button} aria-label={`Show ${name}`} onClick={() => onShow(delivery)}>
        Show
      </Button>
      {delivery.can.includes("replay") && (
        <Button {...button} aria-label={`Replay ${name}`} disabled={isBusy} onClick={() => onReplay(delivery)}>
          Replay
        </Button>
      )}
    </Group>
  );
}

function describeKind({ kind }: Delivery): string {
  return kind ?? "Unreadable";
}

function Result({ of: { state, problem, call_id } }: { of: Delivery }) {
  if (state === "refused") return <span className={styles.refused}>{problem}</span>;
  if (state !== "call" || !call_id) return deliveryStates[state];
  return (
    <Link to="/calls/$id" params={{ id: call_id }}>
      {deliveryStates.call}
    </Link>
  );
}
