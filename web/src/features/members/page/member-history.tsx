import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { auditQuery } from "../../../api/audit";
import type { AuditEntry } from "../../../api/schema";
import { SkeletonRows } from "../../../components/feedback/skeleton-rows";
import { Moment } from "../../../components/text/moment";
import { ActorCell } from "../../../shared/audit/actor-cell";
import { describeAction } from "../../../shared/audit/audit-words";
import { EntryChanges } from "../../../shared/audit/entry-changes";
import { PageButtons } from "../../../shared/list/page-buttons";
import { QueryState } from "../../../shared/requests/query-state";
import styles from "./member-page.module.css";
import { Section } from "./section";

/** What was done to the member, by whom and when, newest first. */
export function MemberHistory({ id }: { id: string }) {
  const [cursor, setCursor] = useState<string>();
  const entries = useQuery(auditQuery({ target_id: id, limit: 10, cursor }));
  return (
    <Section
      title="History"
      action={
        <Link to="/account/audit-log" search={{ actor_id: id } as never}>
          Actions by this member
        </Link>
      }
    >
      <QueryState query={entries} skeleton={<SkeletonRows count={3} />}>
        {(list) => (
          <>
            <ol className={styles.rows} aria-label="History">
              {list.items.map((entry) => (
                <li key={entry.id}>
                  <EntryLine entry={entry} />
                </li>
              ))}
            </ol>
            <PageButtons of="entries" list={list} onPage={setCursor} />
          </>
        )}
      </QueryState>
    </Section>
  );
}

function EntryLine({ entry }: { entry: AuditEntry }) {
  return (
    <div className={styles.row}>
      {describeAction(entry.action)}
      <EntryChanges entry={entry} />
      <div className={styles.quiet}>
        <ActorCell entry={entry} /> <Moment at={entry.happened_at} />
      </div>
    </div>
  );
}
