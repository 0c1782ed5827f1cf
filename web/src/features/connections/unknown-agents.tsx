import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { largestPage } from "../../api/list";
import type { UnknownAgent } from "../../api/schema";
import { unknownAgentsQuery } from "../../api/unknown-agents";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { Moment } from "../../components/text/moment";
import { TwoLines } from "../../components/text/two-lines";
import { formatCount } from "../../lib/numbers";
import { findDraftId } from "../../lib/stored-drafts";
import { QueryState } from "../../shared/requests/query-state";
import { AssignUnknownAgentDialog } from "./assign-unknown-agent";
import styles from "./unknown-agents.module.css";

const firstLimit = 20;

/** The unknown agents, below the list of connections; nothing if there are none. */
export function UnknownAgents() {
  const [limit, setLimit] = useState(firstLimit);
  const unknown = useQuery(unknownAgentsQuery({ limit }));
  const [chosen, setChosen] = useState<UnknownAgent | null>(null);
  // A dialog that a reload has interrupted opens again.
  const [interrupted] = useState(() => findDraftId("assign-agent"));
  const [opened, setOpened] = useState(interrupted !== null);
  if (chosen === null && interrupted !== null) {
    const agent = unknown.data?.items.find(({ id }) => id === interrupted);
    if (agent) setChosen(agent);
  }
  const isAssigning = opened && chosen !== null;
  const openDialog = (agent: UnknownAgent) => {
    setChosen(agent);
    setOpened(true);
  };

  if (unknown.data?.items.length === 0 && !isAssigning) return null;
  return (
    <section aria-labelledby="unknown-agents" className={styles.section}>
      <h2 id="unknown-agents" className={styles.title}>
        Unknown agents
      </h2>
      <p className={styles.lead}>
        Calls from agents not in Rollcall yet. Only administrators see them until you assign them.
      </p>
      <QueryState query={unknown} skeleton={<SkeletonRows count={2} />}>
        {({ items, next_cursor: next }) => (
          <>
            <ul className={styles.list}>
              {items.map((agent) => (
                <UnknownAgentItem key={agent.id} agent={agent} onAssign={() => openDialog(agent)} />
              ))}
            </ul>
            {next && limit < largestPage && (
              <button type="button" className={styles.more} onClick={() => setLimit(largestPage)}>
                Show more
              </button>
            )}
          </>
        )}
      </QueryState>
      <AssignUnknownAgentDialog unknown={chosen} opened={isAssigning} onClose={() => setOpened(false)} />
    </section>
  );
}

interface ItemProps {
  agent: UnknownAgent;
  onAssign: () => void;
}

function UnknownAgentItem({ agent, onAssign }: ItemProps) {
  const name = agent.name ?? agent.external_id;
  return (
    <li className={styles.agent}>
      <TwoLines first={name} second={agent.name ? agent.external_id : undefined} />
      <div className={styles.calls}>
        {formatCount(agent.calls, "call")} by <bdi>{agent.connection_name}</bdi>, the last{" "}
        <Moment at={agent.last_call_at} />
      </div>
      {agent.can.includes("assign") && (
        <Button variant="default" size="xs" onClick={onAssign} aria-label={`Assign ${name}`}>
          Assign
        </Button>
      )}
    </li>
  );
}
