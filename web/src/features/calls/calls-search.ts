import type { CallFilter } from "../../api/calls";
import { directionWords, statusWords, type CallDirection, type CallStatus } from "../../components/call-words";
import { daysAfter, readDay, startOf } from "../../components/days";
import { readListSearch, type ListSearch } from "../../components/list-search";

/** `from` and `to` are days here, both among those that are shown. */
export interface CallsSearch extends ListSearch, Omit<CallFilter, "from" | "to"> {
  from?: string;
  to?: string;
}

export const statuses = Object.keys(statusWords) as CallStatus[];
export const directions = Object.keys(directionWords) as CallDirection[];

/** None of the filters. */
export const everyCall = {
  search: undefined,
  agent_id: undefined,
  company_id: undefined,
  from: undefined,
  to: undefined,
  status: undefined,
  direction: undefined,
} satisfies Record<keyof CallFilter, undefined>;

export function readCallsSearch(raw: Record<string, unknown>): CallsSearch {
  const search: CallsSearch = readListSearch(raw, []);
  if (typeof raw.search === "string" && raw.search.trim()) search.search = raw.search;
  for (const name of ["agent_id", "company_id"] as const) {
    const id = raw[name];
    if (typeof id === "string" && id) search[name] = id;
  }
  for (const name of ["from", "to"] as const) {
    const day = readDay(raw[name]);
    if (day) search[name] = day;
  }
  const status = statuses.find((known) => known === raw.status);
  if (status) search.status = status;
  const direction = directions.find((known) => known === raw.direction);
  if (direction) search.direction = direction;
  return search;
}

/** What is asked of calls, without the place in the list. A day begins and ends where the reader is. */
export function filterOf(search: CallsSearch): CallFilter {
  const { search: text, agent_id, company_id, from, to, status, direction } = search;
  return {
    search: text,
    agent_id,
    company_id,
    from: from && startOf(from).toISOString(),
    to: to && startOf(daysAfter(to, 1)).toISOString(),
    status,
    direction,
  };
}

export function isFiltered(search: CallsSearch): boolean {
  return Object.values(filterOf(search)).some((value) => value !== undefined);
}

let latest: CallsSearch = {};

/** What the list showed last, so that the way back from a call leads there. */
export function latestCallsSearch(): CallsSearch {
  return latest;
}

export function rememberCallsSearch(search: CallsSearch): void {
  latest = search;
}
