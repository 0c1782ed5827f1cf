import { TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { allAgentsQuery } from "../../api/agents";
import { allCompaniesQuery } from "../../api/companies";
import { QueryState } from "../../components/query-state";
import { SkeletonRows } from "../../components/skeleton-rows";
import { countTicked, groupByCompany, matching, tickAgent, type AgentChoice } from "./agent-choice";
import { AgentBox } from "./agent-box";
import { CompanyGroup } from "./company-group";
import styles from "./agent-picker.module.css";

interface Props {
  value: AgentChoice;
  onChange: (choice: AgentChoice) => void;
  /** Administrators have all agents: there is nothing to choose. */
  disabled: boolean;
}

/** Agents as check boxes, by company where there is more than one. Stays quick with a thousand of them. */
export function AgentPicker({ value, onChange, disabled }: Props) {
  const agents = useQuery(allAgentsQuery);
  const companies = useQuery(allCompaniesQuery);
  const [filter, setFilter] = useState("");
  const text = useDeferredValue(filter);
  const shown = useMemo(() => matching(agents.data ?? [], text), [agents.data, text]);
  const groups = useMemo(() => groupByCompany(companies.data ?? [], shown), [companies.data, shown]);

  // The boxes keep one and the same function, so that ticking one does not draw the other 999 again.
  const latest = useRef({ value, onChange });
  useEffect(() => {
    latest.current = { value, onChange };
  });
  const [tick] = useState(() => (id: string, ticked: boolean) => {
    latest.current.onChange(tickAgent(latest.current.value, id, ticked));
  });

  if (disabled) return <p className={styles.quiet}>All agents, as an administrator.</p>;
  return (
    <QueryState query={agents} skeleton={<SkeletonRows count={3} />}>
      {(all) =>
        all.length === 0 ? (
          <p className={styles.quiet}>There are no agents yet. They can be assigned once they are there.</p>
        ) : (
          <>
            <div className={styles.top}>
              <TextInput
                type="search"
                aria-label="Filter agents"
                placeholder="Filter agents"
                value={filter}
                onChange={(event) => setFilter(event.currentTarget.value)}
                className={styles.filter}
              />
              <span role="status" className={styles.count}>
                {countTicked(value, all)} of {all.length}
              </span>
            </div>
            <div className={styles.list} role="group" aria-label="Agents">
              {shown.length === 0 && text && <p className={styles.quiet}>No agent’s name holds “{text}”.</p>}
              {groups.length > 1
                ? groups
                    .filter((group) => group.agents.length > 0 || !text)
                    .map((group) => (
                      <CompanyGroup key={group.id} group={group} value={value} onChange={onChange} onTick={tick} />
                    ))
                : shown.map((agent) => (
                    <AgentBox
                      key={agent.id}
                      id={agent.id}
                      name={agent.name}
                      ticked={value.agentIds.has(agent.id)}
                      fixed={false}
                      onTick={tick}
                    />
                  ))}
            </div>
          </>
        )
      }
    </QueryState>
  );
}
