import type { AgentSummary } from "../../api/schema";

interface Group {
  group: string;
  items: { value: string; label: string }[];
}

/** Agents to choose from, under the names of their companies. */
export function agentChoices(agents: AgentSummary[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { id, name, company_id, company_name } of agents) {
    const group = groups.get(company_id) ?? { group: company_name, items: [] };
    group.items.push({ value: id, label: name });
    groups.set(company_id, group);
  }
  return [...groups.values()].sort((one, other) => one.group.localeCompare(other.group));
}
