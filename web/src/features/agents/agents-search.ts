import type { AgentSort } from "../../api/agents";
import { readListSearch, type ListSearch } from "../../components/list-search";

export interface AgentsSearch extends ListSearch<AgentSort> {
  company_id?: string;
}

const sorts = ["name", "-name", "created_at", "-created_at"] as const satisfies readonly AgentSort[];

let latest: AgentsSearch = {};

/** What the list showed last, so that the way back from an agent leads there. */
export function latestAgentsSearch(): AgentsSearch {
  return latest;
}

export function rememberAgentsSearch(search: AgentsSearch): void {
  latest = search;
}

export function readAgentsSearch(raw: Record<string, unknown>): AgentsSearch {
  const search: AgentsSearch = readListSearch(raw, sorts);
  if (typeof raw.company_id === "string" && raw.company_id) search.company_id = raw.company_id;
  return search;
}
