import type { AgentSummary } from "../../api/schema";

interface Group<Agent> {
  /** The id of the company. */
  id: string;
  name: string;
  agents: Agent[];
}

/**
 * The agents by company, ordered by the company's name. Inside a group the order stays. Of `companies`, those without
 * agents are included too.
 */
export function groupByCompany<Agent extends { company_id: string; company_name: string }>(
  agents: readonly Agent[],
  companies: readonly { id: string; name: string }[] = [],
): Group<Agent>[] {
  const groups = new Map(companies.map(({ id, name }) => [id, { id, name, agents: [] as Agent[] }]));
  for (const agent of agents) {
    const group = groups.get(agent.company_id) ?? { id: agent.company_id, name: agent.company_name, agents: [] };
    group.agents.push(agent);
    groups.set(agent.company_id, group);
  }
  return [...groups.values()].sort((one, other) => one.name.localeCompare(other.name));
}

/** The agents as choices of a field, under the names of their companies. */
export function toAgentChoices(agents: readonly AgentSummary[]) {
  return groupByCompany(agents).map(({ name, agents }) => ({
    group: name,
    items: agents.map(({ id, name }) => ({ value: id, label: name })),
  }));
}
