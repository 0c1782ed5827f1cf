import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { contactCallsQuery } from "../../api/contacts";
import type { CallSummary } from "../../api/schema";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { RowLink } from "../../components/table/row-link";
import { Table } from "../../components/table/table";
import type { TableColumn } from "../../components/table/table-column";
import { Moment } from "../../components/text/moment";
import { TwoLines } from "../../components/text/two-lines";
import { formatDuration } from "../../lib/times";
import { describeResult, directionWords } from "../../shared/calls/call-words";
import { PageButtons } from "../../shared/list/page-buttons";
import { QueryState } from "../../shared/requests/query-state";
import styles from "./contacts.module.css";

/** The calls with a number of the contact that the caller may see, newest first. */
export function ContactCalls({ id }: { id: string }) {
  const [cursor, setCursor] = useState<string>();
  const calls = useQuery(contactCallsQuery(id, { limit: 10, cursor }));
  return (
    <section aria-labelledby="contact-calls">
      <h2 id="contact-calls" className={styles.title}>
        Calls
      </h2>
      <QueryState query={calls} skeleton={<SkeletonRows count={3} />}>
        {(list) =>
          list.items.length === 0 ? (
            <p className={styles.quiet}>No calls with this contact, or none that you have access to.</p>
          ) : (
            <>
              <Table label="Calls with this contact" columns={columns} items={list.items} />
              <PageButtons of="calls" list={list} onPage={setCursor} />
            </>
          )
        }
      </QueryState>
    </section>
  );
}

const columns: TableColumn<CallSummary>[] = [
  {
    key: "started_at",
    title: "When",
    width: "34%",
    minWidth: 150,
    onPhone: "first",
    cell: (call) => (
      <TwoLines
        first={
          <RowLink to="/calls/$id" params={{ id: call.id }}>
            <Moment at={call.started_at} as="time" />
          </RowLink>
        }
        second={call.direction && directionWords[call.direction]}
      />
    ),
  },
  { key: "agent", title: "Agent", priority: 2, onPhone: "quiet", cell: ({ agent_name }) => <bdi>{agent_name}</bdi> },
  { key: "result", title: "Result", onPhone: "quiet", cell: (call) => describeResult(call) },
  {
    key: "duration",
    title: "Length",
    width: "72px",
    priority: 3,
    onPhone: "hidden",
    cell: ({ duration_seconds }) => (duration_seconds === null ? "–" : formatDuration(duration_seconds)),
  },
];
