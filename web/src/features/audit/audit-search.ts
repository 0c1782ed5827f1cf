import type { AuditFilter, AuditSort } from "../../api/audit";
import { addDays, getStartOfDayIn, readDay } from "../../lib/days";
import type { actionWords } from "../../shared/audit/audit-words";
import { readId, readListSearch, type ListFilters, type ListSearch } from "../../shared/list/list-search";

/** The filters of the log. `from` and `to` are days, both included. */
interface AuditFilterValues extends Omit<AuditFilter, "action" | "subject_id"> {
  action?: keyof typeof actionWords;
}

export interface AuditSearch extends ListSearch<AuditSort>, AuditFilterValues {}

const sorts = ["happened_at", "-happened_at"] as const satisfies readonly AuditSort[];

export const auditFilters: ListFilters<AuditFilterValues> = {
  action: readAction,
  actor_id: readId,
  actor_token_id: readId,
  target_id: readId,
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

/** What the API is asked for. A day starts and ends in the account's time zone. */
export function toAuditQuery(search: AuditSearch, timeZone: string) {
  const { from, to, ...rest } = search;
  return {
    ...rest,
    from: from && getStartOfDayIn(timeZone, from).toISOString(),
    to: to && getStartOfDayIn(timeZone, addDays(to, 1)).toISOString(),
  };
}

/** How a person is involved in an entry, by the name of the filter. */
export const involvementWords = {
  member_id: "By or affecting",
  actor_id: "By",
  target_id: "Affecting",
} as const;
export type Involvement = keyof typeof involvementWords;
const involvements = Object.keys(involvementWords) as Involvement[];

export interface PersonFilter {
  id: string;
  involvement: Involvement;
}

/** The first of the filters by a person that is set. */
export function readPerson(search: AuditSearch): PersonFilter | undefined {
  const involvement = involvements.find((name) => search[name] !== undefined);
  return involvement && { id: search[involvement]!, involvement };
}

/** The filters by a person, with that one alone. */
export function filterByPerson(person: PersonFilter | undefined): Partial<AuditSearch> {
  const none = Object.fromEntries(involvements.map((name) => [name, undefined]));
  return person ? { ...none, [person.involvement]: person.id } : none;
}
