import type { AuditSort } from "../../api/audit";
import type { AuditEntry } from "../../api/schema";
import { keyOf, readId, readListSearch, type ListFilters, type ListSearch } from "../../shared/list/list-search";
import { actionWords } from "../../shared/audit/audit-words";

interface AuditFilterValues {
  action?: AuditEntry["action"];
  actor_id?: string;
  actor_token_id?: string;
  subject_id?: string;
}

export interface AuditSearch extends ListSearch<AuditSort>, AuditFilterValues {}

const sorts = ["happened_at", "-happened_at"] as const satisfies readonly AuditSort[];

export const auditFilters: ListFilters<AuditFilterValues> = {
  action: keyOf(actionWords),
  actor_id: readId,
  actor_token_id: readId,
  subject_id: readId,
};

export function readAuditSearch(raw: Record<string, unknown>): AuditSearch {
  return readListSearch(raw, sorts, auditFilters);
}
