import { Switch, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { memo, useCallback, useDeferredValue, useMemo, useState, type Dispatch, type SetStateAction } from "react";
import { allAgentsQuery } from "../../api/agents";
import { allCompaniesQuery } from "../../api/companies";
import type { AgentSummary, Company } from "../../api/schema";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { QueryState } from "../../shared/requests/query-state";
import { countTicked, filterAgents, tickAgent, type AgentChoice } from "./agent-choice";
import { isLong, listCompanies } from "./agent-list";
import styles from "./agent-picker.module.css";
import { AgentBox, CompanyAgents } from "./company-agents";

interface PickerProps {
  value: AgentChoice;
  onChange: Dispatch<SetStateAction<AgentChoice>>;
  /** For administrators, who have all agents. */
  disabled: boolean;
  /** Whether a dialog opens on the agents. */
  autofocus?: boolean;
}

/**
 * Agents as check boxes, by company if there are several (M19, M21). To be fast with a thousand agents, it renders only
 * when the choice changes, and then only the boxes that change.
 */
export const AgentPicker = memo(function AgentPicker({ disabled, ...props }: PickerProps) {
  const agents = useQuery(allAgentsQuery);
  const companies = useQuery(allCompaniesQuery);
  if (disabled) return <p className={styles.quiet}>All agents, as an administrator.</p>;
  return (
    <QueryState<unknown> query={companies.isSuccess ? agents : companies} skeleton={<SkeletonRows count={3} />}>
      {() => <AgentList agents={agents.data ?? []} companies={companies.data ?? []} {...props} />}
    </QueryState>
  );
});

/** Up to this many agents are seen at a glance: there is no need to limit the list to those that are ticked. */
const fewAgents = 10;

interface ListProps extends Omit<PickerProps, "disabled"> {
  agents: AgentSummary[];
  companies: Company[];
}

function AgentList({ agents, companies, value, onChange, autofocus }: ListProps) {
  const [openedWith] = useState(value);
  const [filter, setFilter] = useState("");
  const text = useDeferredValue(filter.trim());
  const [limitedTo, setLimitedTo] = useState<AgentChoice | null>(null);
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const matching = useMemo(() => filterAgents(agents, text), [agents, text]);
  const canFold = isLong(agents);
  const view = { value, openedWith, isFiltered: text !== "", limitedTo, canFold, unfolded };
  const listed = listCompanies(matching, companies, view);
  const hasAgents = agents.length > 0;
  // A company that is ticked is shown also if it is the only one, so that it can be unticked.
  const hasTickedCompany = openedWith.companyIds.size > 0 || value.companyIds.size > 0;
  const withCompanies = companies.length > 1 || hasTickedCompany || canFold || !hasAgents;

  const tick = useCallback(
    (id: string, ticked: boolean) => onChange((choice) => tickAgent(choice, id, ticked)),
    [onChange],
  );
  const toggleFolding = (id: string) => {
    const next = new Set(unfolded);
    if (!next.delete(id)) next.add(id);
    setUnfolded(next);
  };

  if (!hasAgents && companies.length === 0) {
    return <p className={styles.quiet}>No agents yet. You can assign them once they are created.</p>;
  }
  return (
    <div onKeyDown={moveBetweenBoxes}>
      {hasAgents ? (
        <div className={styles.top}>
          <TextInput
            type="search"
            aria-label="Filter agents"
            placeholder="Filter agents"
            value={filter}
            onChange={(event) => setFilter(event.currentTarget.value)}
            // A filter is nothing that a dialog would lose.
            onInput={(event) => event.stopPropagation()}
            autoFocus={autofocus}
            className={styles.filter}
          />
          {agents.length > fewAgents && (
            <Switch
              label="Only ticked"
              checked={limitedTo !== null}
              onChange={(event) => setLimitedTo(event.currentTarget.checked ? value : null)}
            />
          )}
          <span role="status" className={styles.count}>
            {countTicked(value, agents)} of {agents.length}
          </span>
        </div>
      ) : (
        <p className={styles.quiet}>No agents yet. You can assign a company now, with the agents added to it later.</p>
      )}
      <div className={styles.list} role="group" aria-label="Agents">
        {listed.length === 0 && <p className={styles.quiet}>{describeNothing(text, limitedTo !== null)}</p>}
        {withCompanies
          ? listed.map((company) => (
              <CompanyAgents
                key={company.id}
                company={company}
                value={value}
                onChange={onChange}
                onTick={tick}
                isLimited={limitedTo !== null}
                onToggle={() => toggleFolding(company.id)}
              />
            ))
          : listed[0]?.listed.map((agent) => (
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
    </div>
  );
}

function describeNothing(text: string, isLimited: boolean): React.ReactNode {
  if (!text) return "No agents are ticked.";
  return (
    <>
      No {isLimited && "ticked "}agents match <bdi>“{text}”</bdi>.
    </>
  );
}

/** The arrow keys move between the boxes of the list, and from the filter into it. */
function moveBetweenBoxes(event: React.KeyboardEvent<HTMLElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const stops = event.currentTarget.querySelectorAll<HTMLElement>("input:not(:disabled), button");
  const position = [...stops].findIndex((stop) => stop === event.target);
  const next = stops[position + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
