import type { AgentSort } from "../../api/agents";
import { readListSearch, type ListSearch } from "../../shared/list/list-search";
import { createSearchMemory } from "../../shared/list/search-memory";

export interface AgentsSearch extends ListSearch<AgentSort> {
  company_id?: string;
}

const sorts = ["name", "-name", "created_at", "-created_at"] as const satisfies readonly AgentSort[];

export const agentsMemory = createSearchMemory<AgentsSearch>();

export function readAgentsSearch(raw: Record<string, unknown>): AgentsSearch {
  const search: AgentsSearch = readListSearch(raw, sorts);
  if (typeof raw.company_id === "string" && raw.company_id) search.company_id = raw.company_id;
  return search;
}
