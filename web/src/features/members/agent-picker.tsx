import { TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { memo, useCallback, useDeferredValue, useMemo, useState, type Dispatch, type SetStateAction } from "react";
import { allAgentsQuery } from "../../api/agents";
import { allCompaniesQuery } from "../../api/companies";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { QueryState } from "../../shared/requests/query-state";
import { AgentBox } from "./agent-box";
import { countTicked, groupByCompany, matching, tickAgent, type AgentChoice } from "./agent-choice";
import styles from "./agent-picker.module.css";
import { CompanyGroup } from "./company-group";

interface Props {
  value: AgentChoice;
  onChange: Dispatch<SetStateAction<AgentChoice>>;
  /** Administrators have all agents: there is nothing to choose. */
  disabled: boolean;
}

/**
 * Agents as check boxes, by company where there is more than one. With a thousand of them it stays quick: it is drawn
 * again only when the choice changes, and then only the boxes that change.
 */
export const AgentPicker = memo(function AgentPicker({ value, onChange, disabled }: Props) {
  const agents = useQuery(allAgentsQuery);
  const companies = useQuery(allCompaniesQuery);
  const [filter, setFilter] = useState("");
  const text = useDeferredValue(filter);
  const shown = useMemo(() => matching(agents.data ?? [], text), [agents.data, text]);
  const groups = useMemo(() => groupByCompany(companies.data ?? [], shown), [companies.data, shown]);

  const tick = useCallback(
    (id: string, ticked: boolean) => onChange((choice) => tickAgent(choice, id, ticked)),
    [onChange],
  );

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
});
