import type { CompanySort } from "../../api/companies";
import { readListSearch, type ListSearch } from "../../shared/list/list-search";

export type CompaniesSearch = ListSearch<CompanySort>;

const sorts = ["name", "-name", "created_at", "-created_at"] as const satisfies readonly CompanySort[];

export function readCompaniesSearch(raw: Record<string, unknown>): CompaniesSearch {
  return readListSearch(raw, sorts);
}
