import type { CallFilter } from "../../api/calls";
import { daysAfter, readDay, startOf } from "../../lib/days";
import { directionWords, statusWords, type CallDirection, type CallStatus } from "../../shared/calls/call-words";
import {
  oneOf,
  readId,
  readListSearch,
  readText,
  type ListFilters,
  type ListSearch,
} from "../../shared/list/list-search";
import { createSearchMemory } from "../../shared/list/search-memory";

/** What the list of calls is filtered by. `from` and `to` are days, both included. */
interface CallFilterValues extends Omit<CallFilter, "from" | "to"> {
  from?: string;
  to?: string;
}

export interface CallsSearch extends ListSearch, CallFilterValues {}

const statuses = Object.keys(statusWords) as CallStatus[];
const directions = Object.keys(directionWords) as CallDirection[];

export const callFilters: ListFilters<CallFilterValues> = {
  search: readText,
  agent_id: readId,
  company_id: readId,
  from: readDay,
  to: readDay,
  status: oneOf(statuses),
  direction: oneOf(directions),
};

export function readCallsSearch(raw: Record<string, unknown>): CallsSearch {
  return readListSearch(raw, [], callFilters);
}

/** The filter that the API is asked for. A day starts and ends in the time zone of the browser. */
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

export const callsMemory = createSearchMemory<CallsSearch>();
