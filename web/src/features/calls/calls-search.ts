import type { CallFilter } from "../../api/calls";
import { addDays, getStartOfDayIn, readDay } from "../../lib/days";
import { isPhoneNumber } from "../../lib/phone-text";
import { directionWords, outcomeWords, statusWords } from "../../shared/calls/call-words";
import {
  keyOf,
  readId,
  readListSearch,
  readText,
  type ListFilters,
  type ListSearch,
} from "../../shared/list/list-search";

/**
 * The filters of the list of calls. `from` and `to` are days, both included. `search` may be a phone number; quotes around
 * digits search the transcripts for them.
 */
interface CallFilterValues extends Omit<CallFilter, "from" | "to" | "phone"> {
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
  outcome: keyOf(outcomeWords),
  direction: keyOf(directionWords),
  min_seconds: readSeconds,
  max_seconds: readSeconds,
  has_recording: (raw) => (raw === true || raw === "true" ? true : undefined),
};

export function readCallsSearch(raw: Record<string, unknown>): CallsSearch {
  return readListSearch(raw, [], callFilters);
}

/** A week, as in the API. */
const mostSeconds = 604_800;

function readSeconds(raw: unknown): number | undefined {
  const seconds = typeof raw === "string" && raw ? Number(raw) : raw;
  const isValid = typeof seconds === "number" && Number.isInteger(seconds) && seconds >= 0 && seconds <= mostSeconds;
  return isValid ? seconds : undefined;
}

/** The filter that the API is asked for. A day starts and ends in the account's time zone. */
export function toCallFilter(search: CallsSearch, timeZone: string): CallFilter {
  const { search: text, from, to, agent_id, company_id, status, outcome, direction } = search;
  const isPhone = text !== undefined && isPhoneNumber(text);
  return {
    search: isPhone ? undefined : text,
    phone: isPhone ? text.trim() : undefined,
    agent_id,
    company_id,
    from: from && getStartOfDayIn(timeZone, from).toISOString(),
    to: to && getStartOfDayIn(timeZone, addDays(to, 1)).toISOString(),
    status,
    outcome,
    direction,
    min_seconds: search.min_seconds,
    max_seconds: search.max_seconds,
    has_recording: search.has_recording,
  };
}
