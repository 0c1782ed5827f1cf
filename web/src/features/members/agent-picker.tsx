import { TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { memo, useCallback, useDeferredValue, useMemo, useState, type Dispatch, type SetStateAction } from "react";
import { allAgentsQuery } from "../../api/agents";
import { allCompaniesQuery } from "../../api/companies";
import type { AgentSummary } from "../../api/schema";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { groupByCompany } from "../../shared/agents/group-by-company";
import { QueryState } from "../../shared/requests/query-state";
import {
  countTicked,
  filterAgents,
  getTickState,
  isTicked,
  tickAgent,
  tickAgents,
  tickCompany,
  type AgentChoice,
} from "./agent-choice";
import styles from "./agent-picker.module.css";

const none: AgentSummary[] = [];

interface PickerProps {
  value: AgentChoice;
  onChange: Dispatch<SetStateAction<AgentChoice>>;
  /** For administrators, who have all agents. */
  disabled: boolean;
}

/**
 * Agents as check boxes, by company if there are several (M19, M21). To be fast with a thousand agents, it renders only
 * when the choice changes, and then only the boxes that change.
 */
export const AgentPicker = memo(function AgentPicker({ value, onChange, disabled }: PickerProps) {
  const agents = useQuery(allAgentsQuery);
  const companies = useQuery(allCompaniesQuery);
  const all = agents.data ?? none;
  const [filter, setFilter] = useState("");
  const text = useDeferredValue(filter);
  const shown = useMemo(() => filterAgents(all, text), [all, text]);
  const groups = useMemo(() => groupByCompany(shown, companies.data), [companies.data, shown]);
  // A company that is ticked is shown also if it is the only one, so that it can be unticked.
  const [hadCompanies] = useState(value.companyIds.size > 0);
  const withCompanies = groups.length > 1 || hadCompanies || groups.some(({ id }) => value.companyIds.has(id));

  const tick = useCallback(
    (id: string, ticked: boolean) => onChange((choice) => tickAgent(choice, id, ticked)),
    [onChange],
  );

  if (disabled) return <p className={styles.quiet}>All agents, as an administrator.</p>;
  return (
    <QueryState<unknown> query={companies.isSuccess ? agents : companies} skeleton={<SkeletonRows count={3} />}>
      {() =>
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
              {withCompanies
                ? groups
                    .filter((group) => group.agents.length > 0 || !text)
                    .map((group) => (
                      <CompanyAgents key={group.id} company={group} value={value} onChange={onChange} onTick={tick} />
                    ))
                : shown.map((agent) => (
                    <AgentBox
                      key={agent.id}
                      id={agent.id}
                      name={agent.name}
                      ticked={value.agentIds.has(agent.id)}
                      disabled={false}
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

interface CompanyProps {
  company: { id: string; name: string; agents: AgentSummary[] };
  value: AgentChoice;
  onChange: (choice: AgentChoice) => void;
  onTick: (id: string, ticked: boolean) => void;
}

/** A company's agents, below a box for all that are shown and a box for the company with its later agents. */
function CompanyAgents({ company, value, onChange, onTick }: CompanyProps) {
  const { id, name, agents } = company;
  const state = getTickState(value, agents);
  const whole = value.companyIds.has(id);

  return (
    <div role="group" aria-label={name} className={styles.group}>
      <div className={styles.head}>
        <label className={styles.company}>
          <input
            type="checkbox"
            checked={whole || state === "all"}
            disabled={whole || agents.length === 0}
            ref={(box) => {
              if (box) box.indeterminate = !whole && state === "some";
            }}
            onChange={() => onChange(tickAgents(value, agents, state !== "all"))}
          />
          <bdi>{name}</bdi>
        </label>
        <span className={styles.count}>
          {agents.length === 0 ? "no agents yet" : `${countTicked(value, agents)} of ${agents.length}`}
        </span>
        <label className={styles.later}>
          <input
            type="checkbox"
            aria-label={`${name}: and agents added later`}
            checked={whole}
            onChange={(event) => onChange(tickCompany(value, id, event.currentTarget.checked))}
          />
          and agents added later
        </label>
      </div>
      {agents.map((agent) => (
        <AgentBox
          key={agent.id}
          id={agent.id}
          name={agent.name}
          ticked={isTicked(value, agent)}
          disabled={whole}
          onTick={onTick}
        />
      ))}
    </div>
  );
}

interface BoxProps {
  id: string;
  name: string;
  ticked: boolean;
  /** For an agent whose company is ticked. */
  disabled: boolean;
  onTick: (id: string, ticked: boolean) => void;
}

/** One agent. A plain check box instead of Mantine's: a thousand of them must render at once. */
const AgentBox = memo(function AgentBox({ id, name, ticked, disabled, onTick }: BoxProps) {
  return (
    <label className={styles.agent}>
      <input
        type="checkbox"
        checked={ticked}
        disabled={disabled}
        onChange={(event) => onTick(id, event.currentTarget.checked)}
      />
      <span>
        <bdi>{name}</bdi>
      </span>
    </label>
  );
});
