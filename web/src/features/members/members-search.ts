import type { MemberFilter, MemberSort } from "../../api/members";
import { permissions } from "../../components/permissions";
import { readListSearch, type ListSearch } from "../../components/list-search";

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

export const statuses = [
  "active",
  "invited",
  "invitation_expired",
  "suspended",
] as const satisfies readonly NonNullable<MemberFilter["status"]>[];
const roles = ["member", "administrator"] as const satisfies readonly NonNullable<MemberFilter["role"]>[];

/** None of the filters, what is searched for among them. */
export const everybody = {
  search: undefined,
  status: undefined,
  role: undefined,
  permission: undefined,
  agent_id: undefined,
  company_id: undefined,
  inactive_days: undefined,
} satisfies Record<keyof MemberFilter, undefined>;

const mostDays = 36_500;

export function readDays(text: unknown): number | undefined {
  const days = typeof text === "string" && text.trim() === "" ? NaN : Number(text);
  return Number.isInteger(days) && days >= 1 && days <= mostDays ? days : undefined;
}

export function readMembersSearch(raw: Record<string, unknown>): MembersSearch {
  const search: MembersSearch = readListSearch(raw, sorts);
  if (typeof raw.search === "string" && raw.search.trim()) search.search = raw.search;
  const status = statuses.find((known) => known === raw.status);
  if (status) search.status = status;
  const role = roles.find((known) => known === raw.role);
  if (role) search.role = role;
  const permission = permissions.find(({ name }) => name === raw.permission);
  if (permission) search.permission = permission.name;
  for (const name of ["agent_id", "company_id"] as const) {
    const id = raw[name];
    if (typeof id === "string" && id) search[name] = id;
  }
  const days = readDays(raw.inactive_days);
  if (days) search.inactive_days = days;
  return search;
}

/** What is asked of members, without the place in the list. */
export function filterOf(search: MembersSearch): MemberFilter {
  const { search: text, status, role, permission, agent_id, company_id, inactive_days } = search;
  return { search: text, status, role, permission, agent_id, company_id, inactive_days };
}

export function isFiltered(search: MembersSearch): boolean {
  return Object.values(filterOf(search)).some((value) => value !== undefined);
}
