import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { UnknownAgent } from "../../api/schema";
import { unknownAgentsQuery } from "../../api/unknown-agents";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { QueryState } from "../../shared/requests/query-state";
import { AssignUnknownAgent } from "./assign-unknown-agent";
import { UnknownAgentLine } from "./unknown-agent-line";
import styles from "./unknown-agents.module.css";

/** Agents of the platforms that nobody has entered here. Nothing where there are none. */
export function UnknownAgents() {
  const [limit, setLimit] = useState(20);
  const unknown = useQuery(unknownAgentsQuery({ limit }));
  const [assigned, setAssigned] = useState<UnknownAgent | null>(null);
  const [opened, setOpened] = useState(false);
  const assign = (agent: UnknownAgent) => {
    setAssigned(agent);
    setOpened(true);
  };

  if (unknown.data?.items.length === 0 && !opened) return null;
  return (
    <section aria-labelledby="unknown-agents" className={styles.section}>
      <h2 id="unknown-agents" className={styles.title}>
        Unknown agents
      </h2>
      <p className={styles.lead}>
        Calls came for these, and wait. Nobody but administrators sees them until you say which agent it is.
      </p>
      <QueryState query={unknown} skeleton={<SkeletonRows count={2} />}>
        {({ items, next_cursor: more }) => (
          <>
            <ul className={styles.list}>
              {items.map((agent) => (
                <UnknownAgentLine key={agent.id} agent={agent} onAssign={() => assign(agent)} />
              ))}
            </ul>
            {more && limit < 200 && (
              <button type="button" className={styles.more} onClick={() => setLimit(200)}>
                Show more
              </button>
            )}
          </>
        )}
      </QueryState>
      <TaskDialog title="Which agent is it?" opened={opened} onClose={() => setOpened(false)}>
        {assigned && <AssignUnknownAgent unknown={assigned} onDone={() => setOpened(false)} />}
      </TaskDialog>
    </section>
  );
}
