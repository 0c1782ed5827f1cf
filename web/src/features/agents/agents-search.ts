import type { AgentSort } from "../../api/agents";
import { readId, readListSearch, readText, type ListFilters, type ListSearch } from "../../shared/list/list-search";
import { createSearchMemory } from "../../shared/list/search-memory";

interface AgentFilterValues {
  search?: string;
  company_id?: string;
}

export interface AgentsSearch extends ListSearch<AgentSort>, AgentFilterValues {}

const sorts = ["name", "-name", "created_at", "-created_at"] as const satisfies readonly AgentSort[];

export const agentFilters: ListFilters<AgentFilterValues> = { search: readText, company_id: readId };

export const agentsMemory = createSearchMemory<AgentsSearch>();

export function readAgentsSearch(raw: Record<string, unknown>): AgentsSearch {
  return readListSearch(raw, sorts, agentFilters);
}
