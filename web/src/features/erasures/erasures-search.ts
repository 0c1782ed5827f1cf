import type { ErasureSort } from "../../api/erasures";
import { readListSearch, type ListSearch } from "../../shared/list/list-search";

export type ErasuresSearch = ListSearch<ErasureSort>;

const sorts = ["requested_at", "-requested_at"] as const satisfies readonly ErasureSort[];

export function readErasuresSearch(raw: Record<string, unknown>): ErasuresSearch {
  return readListSearch(raw, sorts);
}
