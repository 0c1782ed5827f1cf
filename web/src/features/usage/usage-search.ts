import type { UsageBy } from "../../api/schema";
import type { UsageQuery } from "../../api/usage";
import { addDays, toDay, getStartOfDay, readDay } from "../../lib/days";
import { keyOf, readId, readListSearch, type ListFilters, type ListSearch } from "../../shared/list/list-search";

/** What the usage page shows, as in its address. Without days it is the current month. */
export interface UsageSearch extends ListSearch, UsageFilterValues {
  from?: string;
  to?: string;
}

interface UsageFilterValues {
  by?: UsageBy;
  agent_id?: string;
  company_id?: string;
}

/** The sums that the table can show. Those by day and company are for the chart only. */
export const tableByWords = {
  day: "By day",
  agent: "By agent",
  company: "By company",
} satisfies Record<Exclude<UsageBy, "day_and_company">, string>;

const usageFilters: ListFilters<UsageFilterValues> = {
  by: keyOf(tableByWords),
  agent_id: readId,
  company_id: readId,
};

/** The longest range that the API accepts, in days. */
const longestRange = 1_100;

export function readUsageSearch(raw: Record<string, unknown>): UsageSearch {
  const search: UsageSearch = readListSearch(raw, [], usageFilters);
  const [from, to] = [readDay(raw.from), readDay(raw.to)];
  if (from && to && from <= to && to <= addDays(from, longestRange)) Object.assign(search, { from, to });
  return search;
}

/** The query that the API is asked. */
export function toUsageQuery(search: UsageSearch, by: UsageBy, today: string): UsageQuery {
  const { agent_id, company_id } = search;
  return { ...getRange(search, today), by, agent_id, company_id };
}

export interface Range {
  from: string;
  to: string;
}

export function getRange({ from, to }: UsageSearch, today: string): Range {
  return from && to ? { from, to } : getThisMonth(today);
}

/** Between which days each end may be chosen while the other one stays. */
export function getLimits({ from, to }: Range): Record<keyof Range, { min: string; max: string }> {
  return { from: { min: addDays(to, -longestRange), max: to }, to: { min: from, max: addDays(from, longestRange) } };
}

/** The ranges that have a button. */
export function listNamedRanges(today: string): { name: string; range: Range }[] {
  return [
    { name: "This month", range: getThisMonth(today) },
    { name: "Last month", range: getLastMonth(today) },
    { name: "Last 30 days", range: { from: addDays(today, -29), to: today } },
    { name: "Last 90 days", range: { from: addDays(today, -89), to: today } },
    { name: "This year", range: { from: `${today.slice(0, 4)}-01-01`, to: today } },
  ];
}

function getThisMonth(today: string): Range {
  return { from: `${today.slice(0, 7)}-01`, to: today };
}

function getLastMonth(today: string): Range {
  const to = addDays(`${today.slice(0, 7)}-01`, -1);
  return { from: toDay(new Date(getStartOfDay(to).setDate(1))), to };
}
