import type { AuditFilter, AuditSort } from "../../api/audit";
import { readDay } from "../../lib/days";
import type { actionWords } from "../../shared/audit/audit-words";
import { readId, readListSearch, type ListFilters, type ListSearch } from "../../shared/list/list-search";

/**
 * The filters of the log. `from` and `to` are days, both included. `target_id` is a person; for another object the address
 * has `object_id`, which the API takes as `target_id`.
 */
interface AuditFilterValues extends Omit<AuditFilter, "action" | "subject_id"> {
  action?: keyof typeof actionWords;
  object_id?: string;
}

export interface AuditSearch extends ListSearch<AuditSort>, AuditFilterValues {}

const sorts = ["happened_at", "-happened_at"] as const satisfies readonly AuditSort[];

export const auditFilters: ListFilters<AuditFilterValues> = {
  action: readAction,
  actor_id: readId,
  actor_token_id: readId,
  target_id: readId,
  object_id: readId,
  member_id: readId,
  from: readDay,
  to: readDay,
};

/** Whether it has the form of an action. The words of all actions are not loaded with the addresses of all pages. */
function readAction(raw: unknown): AuditSearch["action"] {
  const isAction = typeof raw === "string" && /^[a-z_]+\.[a-z_]+$/.test(raw);
  return isAction ? (raw as AuditSearch["action"]) : undefined;
}

/** `subject_id` is what `target_id` was called. */
export function readAuditSearch(raw: Record<string, unknown>): AuditSearch {
  return readListSearch({ ...raw, target_id: raw.target_id ?? raw.subject_id }, sorts, auditFilters);
}
