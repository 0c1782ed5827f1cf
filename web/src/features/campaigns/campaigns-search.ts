import type { CampaignSort } from "../../api/campaigns";
import { keyOf, readId, readListSearch, type ListFilters, type ListSearch } from "../../shared/list/list-search";
import { createSearchMemory } from "../../shared/list/search-memory";
import { stateWords } from "./state-words";

interface CampaignFilterValues {
  company_id?: string;
  agent_id?: string;
  state?: keyof typeof stateWords;
}

export interface CampaignsSearch extends ListSearch<CampaignSort>, CampaignFilterValues {}

const sorts = ["name", "-name", "created_at", "-created_at"] as const satisfies readonly CampaignSort[];

export const campaignFilters: ListFilters<CampaignFilterValues> = {
  company_id: readId,
  agent_id: readId,
  state: keyOf(stateWords),
};

export function readCampaignsSearch(raw: Record<string, unknown>): CampaignsSearch {
  return readListSearch(raw, sorts, campaignFilters);
}

/** What the list showed last, for the way back from a campaign. */
export const campaignsMemory = createSearchMemory<CampaignsSearch>();
