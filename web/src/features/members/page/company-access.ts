import { groupByCompany } from "../../../shared/agents/group-by-company";

/** What a member has access to in one company. */
export interface CompanyAccess<Agent> {
  id: string;
  name: string;
  /** All agents, also those added later. */
  whole: boolean;
  agents: Agent[];
}

interface ListedAgent {
  id: string;
  company_id: string;
  company_name: string;
}

/** The agents of a member by company, without companies in which there is none. */
export function groupAccess<Agent extends ListedAgent>(
  { agent_ids, company_ids }: { agent_ids: readonly string[]; company_ids: readonly string[] },
  agents: readonly Agent[],
  companies: readonly { id: string; name: string }[],
): CompanyAccess<Agent>[] {
  const [one, whole] = [new Set(agent_ids), new Set(company_ids)];
  const visible = agents.filter(({ id, company_id }) => one.has(id) || whole.has(company_id));
  const wholeCompanies = companies.filter(({ id }) => whole.has(id));
  return groupByCompany(visible, wholeCompanies).map((group) => ({ ...group, whole: whole.has(group.id) }));
}
