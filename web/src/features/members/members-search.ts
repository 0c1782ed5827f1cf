import type { MemberFilter, MemberSort } from "../../api/members";
import {
  keyOf,
  oneOf,
  readId,
  readListSearch,
  readText,
  type ListFilters,
  type ListSearch,
} from "../../shared/list/list-search";
import { createSearchMemory } from "../../shared/list/search-memory";
import { permissions } from "../../shared/members/permissions";
import { roleWords, statusWords } from "./member-words";

export interface MembersSearch extends ListSearch<MemberSort>, MemberFilter {}

const sorts = [
  "name",
  "-name",
  "email",
  "-email",
  "created_at",
  "-created_at",
  "last_active_at",
  "-last_active_at",
] as const satisfies readonly MemberSort[];

const maximumDays = 36_500;

export const memberFilters: ListFilters<MemberFilter> = {
  search: readText,
  status: keyOf(statusWords),
  role: keyOf(roleWords),
  permission: oneOf(permissions.map(({ name }) => name)),
  agent_id: readId,
  company_id: readId,
  inactive_days: readDays,
};

/** Reads a number of days that is typed or in an address. */
export function readDays(raw: unknown): number | undefined {
  const days = typeof raw === "string" && raw.trim() === "" ? NaN : Number(raw);
  return Number.isInteger(days) && days >= 1 && days <= maximumDays ? days : undefined;
}

export function readMembersSearch(raw: Record<string, unknown>): MembersSearch {
  return readListSearch(raw, sorts, memberFilters);
}

/** The filters of the list without its order and place. */
export function getFilter(search: MembersSearch): MemberFilter {
  const { search: text, status, role, permission, agent_id, company_id, inactive_days } = search;
  return { search: text, status, role, permission, agent_id, company_id, inactive_days };
}

/** What the list showed last, for the way back from a member. */
export const membersMemory = createSearchMemory<MembersSearch>();
