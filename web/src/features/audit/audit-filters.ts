import type { AuditEntry } from "../../api/schema";
import { addDays, getStartOfDayIn } from "../../lib/days";
import type { Chip } from "../../shared/list/filter-chips";
import type { AuditSearch } from "./audit-search";

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

/** An entry about the object that the log is filtered by: none if it is a member, or not known to be another object. */
export function findObject({ target_id }: AuditSearch, entries: AuditEntry[]): AuditEntry | undefined {
  return entries.find(({ subject_id, action }) => subject_id === target_id && !isAboutMember(action));
}

/** Null if it is gone. The erasure of a phone number does not tell the number. */
export function getTargetName({ action, subject_name }: AuditEntry): string | null {
  return subject_name ?? (action.startsWith("number.") ? "A phone number" : null);
}

const areasOfMembers = ["invitation", "member", "password", "picture", "sign_in"];

function isAboutMember(action: AuditEntry["action"]): boolean {
  return areasOfMembers.includes(action.split(".")[0]!);
}

/** The filters that no field shows: by an API token, and by an object that is no member. */
export function describeOtherFilters(search: AuditSearch, entries: AuditEntry[]): Chip<AuditSearch>[] {
  const chips: Chip<AuditSearch>[] = [];
  const { actor_token_id } = search;
  if (actor_token_id) {
    const name = entries.find((entry) => entry.actor_token_id === actor_token_id)?.actor_token_name;
    chips.push({ name: "actor_token_id", text: name ? `By API token ${name}` : "By an API token" });
  }
  const object = findObject(search, entries);
  if (object) chips.push({ name: "target_id", text: `Target: ${getTargetName(object) ?? "Deleted"}` });
  return chips;
}

/** The filters by a person, with that one alone. */
export function filterByPerson(person: PersonFilter | undefined): Partial<AuditSearch> {
  const none = Object.fromEntries(involvements.map((name) => [name, undefined]));
  return person ? { ...none, [person.involvement]: person.id } : none;
}
