import type { DoNotCallSort } from "../../api/do-not-call";
import { readId, readListSearch, readText, type ListFilters, type ListSearch } from "../../shared/list/list-search";

interface DoNotCallFilterValues {
  company_id?: string;
  phone?: string;
}

export interface DoNotCallSearch extends ListSearch<DoNotCallSort>, DoNotCallFilterValues {}

const sorts = ["created_at", "-created_at"] as const satisfies readonly DoNotCallSort[];

export const doNotCallFilters: ListFilters<DoNotCallFilterValues> = { company_id: readId, phone: readText };

export function readDoNotCallSearch(raw: Record<string, unknown>): DoNotCallSearch {
  return readListSearch(raw, sorts, doNotCallFilters);
}
