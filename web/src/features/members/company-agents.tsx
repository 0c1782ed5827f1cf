import { memo } from "react";
import type { AgentSummary } from "../../api/schema";
import { countTicked, getTickState, isTicked, tickAgents, tickCompany, type AgentChoice } from "./agent-choice";
import type { ListedCompany } from "./agent-list";
import styles from "./agent-picker.module.css";

interface CompanyProps {
  company: ListedCompany<AgentSummary>;
  value: AgentChoice;
  onChange: (choice: AgentChoice) => void;
  onTick: (id: string, ticked: boolean) => void;
  /** Whether only ticked agents are listed. */
  isLimited: boolean;
  /** Folds or unfolds the company. */
  onToggle: () => void;
}

/** A company's agents, below a box for all that are found and a box for the company with its later agents. */
export function CompanyAgents({ company, value, onChange, onTick, isLimited, onToggle }: CompanyProps) {
  const { id, name, agents, listed, isFolded } = company;
  // The box of a list that is limited to ticked agents is for those alone.
  const boxed = isLimited ? listed : agents;
  const state = getTickState(value, boxed);
  const whole = value.companyIds.has(id);

  return (
    <div role="group" aria-label={name} className={styles.group}>
      <div className={styles.head}>
        {isFolded !== undefined && (
          <button
            type="button"
            className={styles.fold}
            aria-expanded={!isFolded}
            aria-label={`Agents of ${name}`}
            onClick={onToggle}
          >
            <svg
              aria-hidden
              width="12"
              height="12"
              viewBox="0 0 12 12"
              fill="none"
              stroke="currentColor"
              strokeWidth="2"
            >
              <path d="M4 2l4 4-4 4" />
            </svg>
          </button>
        )}
        <label className={styles.company}>
          <input
            type="checkbox"
            checked={whole || state === "all"}
            disabled={whole || boxed.length === 0}
            ref={(box) => {
              if (box) box.indeterminate = !whole && state === "some";
            }}
            onChange={() => onChange(tickAgents(value, boxed, state !== "all"))}
          />
          <bdi>{name}</bdi>
        </label>
        <span className={styles.count}>
          {agents.length === 0 ? "no agents yet" : `${countTicked(value, agents)} of ${agents.length}`}
        </span>
        {(!isFolded || whole) && (
          <label className={styles.later}>
            <input
              type="checkbox"
              aria-label={`${name}: and agents added later`}
              checked={whole}
              onChange={(event) => onChange(tickCompany(value, id, event.currentTarget.checked))}
            />
            and agents added later
          </label>
        )}
      </div>
      {listed.map((agent) => (
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
export const AgentBox = memo(function AgentBox({ id, name, ticked, disabled, onTick }: BoxProps) {
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
