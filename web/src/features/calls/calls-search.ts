import type { CallFilter } from "../../api/calls";
import { addDays, getStartOfDay, readDay } from "../../lib/days";
import { directionWords, statusWords } from "../../shared/calls/call-words";
import {
  keyOf,
  readId,
  readListSearch,
  readText,
  type ListFilters,
  type ListSearch,
} from "../../shared/list/list-search";
import { createSearchMemory } from "../../shared/list/search-memory";

/** The filters of the list of calls. `from` and `to` are days, both included. */
interface CallFilterValues extends Omit<CallFilter, "from" | "to"> {
  from?: string;
  to?: string;
}

export interface CallsSearch extends ListSearch, CallFilterValues {}

export const callFilters: ListFilters<CallFilterValues> = {
  search: readText,
  agent_id: readId,
  company_id: readId,
  from: readDay,
  to: readDay,
  status: keyOf(statusWords),
  direction: keyOf(directionWords),
};

export const callsMemory = createSearchMemory<CallsSearch>();

export function readCallsSearch(raw: Record<string, unknown>): CallsSearch {
  return readListSearch(raw, [], callFilters);
}

/** The filter that the API is asked for. A day starts and ends in the time zone of the browser. */
export function toCallFilter(search: CallsSearch): CallFilter {
  const { search: text, agent_id, company_id, from, to, status, direction } = search;
  return {
    search: text,
    agent_id,
    company_id,
    from: from && getStartOfDay(from).toISOString(),
    to: to && getStartOfDay(addDays(to, 1)).toISOString(),
    status,
    direction,
  };
}
