import type { AgentSummary } from "../../api/schema";

/** One group for each company, by name. Inside a group the order stays as it came. */
export function groupByCompany(agents: AgentSummary[]) {
  const groups = new Map<string, { key: string; title: string; items: AgentSummary[] }>();
  for (const agent of agents) {
    const group = groups.get(agent.company_id) ?? { key: agent.company_id, title: agent.company_name, items: [] };
    group.items.push(agent);
    groups.set(agent.company_id, group);
  }
  return [...groups.values()].sort((one, other) => one.title.localeCompare(other.title));
}
