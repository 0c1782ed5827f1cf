import type { AgentSummary } from "../../api/schema";
import { AgentBox } from "./agent-box";
import { countTicked, groupState, isTicked, tickAgents, tickCompany, type AgentChoice } from "./agent-choice";
import styles from "./company-group.module.css";

interface Props {
  group: { id: string; name: string; agents: AgentSummary[] };
  value: AgentChoice;
  onChange: (choice: AgentChoice) => void;
  onTick: (id: string, ticked: boolean) => void;
}

/** A company's agents, under a box for all of them and a box for the company itself. */
export function CompanyGroup({ group, value, onChange, onTick }: Props) {
  const { id, name, agents } = group;
  const state = groupState(value, agents);
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
          fixed={whole}
          onTick={onTick}
        />
      ))}
    </div>
  );
}
