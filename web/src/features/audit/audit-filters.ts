import type { AuditEntry } from "../../api/schema";
import { addDays, getStartOfDayIn } from "../../lib/days";
import type { Chip } from "../../shared/list/filter-chips";
import type { AuditSearch } from "./audit-search";

/** What the API is asked for. A day starts and ends in the account's time zone. */
export function toAuditQuery(search: AuditSearch, timeZone: string) {
  const { from, to, object_id, ...rest } = search;
  return {
    ...rest,
    ...(object_id !== undefined && { target_id: object_id, member_id: undefined }),
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

/** The first of the filters by a person that is set. What was done to an object affects no person. */
export function readPerson(search: AuditSearch): PersonFilter | undefined {
  const names = search.object_id === undefined ? involvements : (["actor_id"] as const);
  const involvement = names.find((name) => search[name] !== undefined);
  return involvement && { id: search[involvement]!, involvement };
}

/** Null if it is gone. The erasure of a phone number does not tell the number. */
export function getTargetName({ action, subject_name }: AuditEntry): string | null {
  return subject_name ?? (action.startsWith("number.") ? "A phone number" : null);
}

type Area<Action = AuditEntry["action"]> = Action extends `${infer Name}.${string}` ? Name : never;

/** The filter by the target of an entry, by the first word of its action: that of a person, or of another object. */
const targetFilters: Record<Area, "target_id" | "object_id"> = {
  account: "target_id",
  agent: "object_id",
  api_token: "object_id",
  campaign: "object_id",
  company: "object_id",
  connection: "object_id",
  contact: "object_id",
  contact_field: "object_id",
  contact_import: "object_id",
  do_not_call: "object_id",
  invitation: "target_id",
  mail: "object_id",
  member: "target_id",
  number: "object_id",
  password: "target_id",
  picture: "target_id",
  segment: "object_id",
  session: "object_id",
  settings: "object_id",
  sign_in: "target_id",
};

/** What the log is filtered by to show all entries about the target of this one. */
export function filterByTarget({ action, subject_id }: AuditEntry): { target_id: string } | { object_id: string } {
  const area = action.split(".")[0] as Area;
  return targetFilters[area] === "target_id" ? { target_id: subject_id } : { object_id: subject_id };
}

/** Whether the target, which the address gives as a person's, is that of entries about another kind of object. */
export function isObjectAsPerson({ target_id }: AuditSearch, entries: AuditEntry[]): boolean {
  return entries.some((entry) => entry.subject_id === target_id && "object_id" in filterByTarget(entry));
}

/** The filters that no field shows: by an API token, and by an object that is no member. Entries tell their names. */
export function describeOtherFilters(search: AuditSearch, entries: AuditEntry[]): Chip<AuditSearch>[] {
  const chips: Chip<AuditSearch>[] = [];
  const { actor_token_id, object_id } = search;
  if (actor_token_id) {
    const name = entries.find((entry) => entry.actor_token_id === actor_token_id)?.actor_token_name;
    chips.push({ name: "actor_token_id", text: name ? `By API token ${name}` : "By an API token" });
  }
  if (object_id) {
    const entry = entries.find(({ subject_id }) => subject_id === object_id);
    const name = entry ? (getTargetName(entry) ?? "Deleted") : "selected object";
    chips.push({ name: "object_id", text: `Target: ${name}` });
  }
  return chips;
}

/** The filters by a person, with that one alone. */
export function filterByPerson(person: PersonFilter | undefined): Partial<AuditSearch> {
  const none = Object.fromEntries(involvements.map((name) => [name, undefined]));
  return person ? { ...none, [person.involvement]: person.id } : none;
}
