import { readId, readListSearch, type ListFilters, type ListSearch } from "../../shared/list/list-search";

interface ImportFilterValues {
  company_id?: string;
}

type ImportSort = (typeof sorts)[number];

export interface ImportsSearch extends ListSearch<ImportSort>, ImportFilterValues {}

const sorts = ["created_at", "-created_at"] as const;

export const importFilters: ListFilters<ImportFilterValues> = { company_id: readId };

export function readImportsSearch(raw: Record<string, unknown>): ImportsSearch {
  return readListSearch(raw, sorts, importFilters);
}
