import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { contactHistoryQuery } from "../../api/contacts";
import type { ContactHistoryEntry } from "../../api/schema";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { Moment } from "../../components/text/moment";
import { ActorCell } from "../../shared/audit/actor-cell";
import { describeAction, describeField } from "../../shared/audit/audit-words";
import { PageButtons } from "../../shared/list/page-buttons";
import { QueryState } from "../../shared/requests/query-state";
import styles from "./contacts.module.css";

/** What was done with the contact, by whom and when, newest first. */
export function ContactHistory({ id }: { id: string }) {
  const [cursor, setCursor] = useState<string>();
  const entries = useQuery(contactHistoryQuery(id, { limit: 10, cursor }));
  return (
    <section aria-labelledby="history">
      <h2 id="history" className={styles.title}>
        History
      </h2>
      <QueryState query={entries} skeleton={<SkeletonRows count={2} />}>
        {(list) =>
          list.items.length === 0 ? (
            <p className={styles.quiet}>Nothing is recorded about this contact.</p>
          ) : (
            <>
              <ol className={styles.history}>
                {list.items.map((entry) => (
                  <li key={entry.id}>
                    <Entry entry={entry} />
                  </li>
                ))}
              </ol>
              <PageButtons of="entries" list={list} onPage={setCursor} />
            </>
          )
        }
      </QueryState>
    </section>
  );
}

function Entry({ entry }: { entry: ContactHistoryEntry }) {
  return (
    <>
      <span>
        {describeAction(entry.action)}
        {entry.fields.length > 0 && `: ${entry.fields.map(describeField).join(", ")}`}
      </span>
      <div className={styles.quiet}>
        <ActorCell entry={entry} /> <Moment at={entry.happened_at} />
      </div>
    </>
  );
}
