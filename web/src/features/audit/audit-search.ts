import type { AuditSort } from "../../api/audit";
import { readListSearch, type ListSearch } from "../../shared/list/list-search";
import { actions, type AuditAction } from "./audit-words";

export interface AuditSearch extends ListSearch<AuditSort> {
  action?: AuditAction;
  actor_id?: string;
  subject_id?: string;
}

const sorts = ["happened_at", "-happened_at"] as const satisfies readonly AuditSort[];

export function readAuditSearch(raw: Record<string, unknown>): AuditSearch {
  const search: AuditSearch = readListSearch(raw, sorts);
  const action = actions.find((known) => known === raw.action);
  if (action) search.action = action;
  for (const name of ["actor_id", "subject_id"] as const) {
    const id = raw[name];
    if (typeof id === "string" && id) search[name] = id;
  }
  return search;
}
