import type { ConnectionSort } from "../../api/connections";
import { readListSearch, type ListSearch } from "../../shared/list/list-search";

export type ConnectionsSearch = ListSearch<ConnectionSort>;

const sorts = ["name", "-name", "created_at", "-created_at"] as const satisfies readonly ConnectionSort[];

export function readConnectionsSearch(raw: Record<string, unknown>): ConnectionsSearch {
  return readListSearch(raw, sorts);
}
