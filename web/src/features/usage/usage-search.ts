import type { UsageQuery } from "../../api/usage";
import { dayOf, daysAfter, readDay, startOf } from "../../lib/days";
import type { ListSearch } from "../../shared/list/list-search";

/** What the usage page shows, as it stands in its address. Without days it is the present month. */
export interface UsageSearch extends ListSearch {
  from?: string;
  to?: string;
  by?: "agent" | "company";
  agent_id?: string;
  company_id?: string;
}

/** The API takes no longer range, in days. */
const longest = 1_100;

export function readUsageSearch(raw: Record<string, unknown>): UsageSearch {
  const search: UsageSearch = {};
  const [from, to] = [readDay(raw.from), readDay(raw.to)];
  if (from && to && from <= to && to <= daysAfter(from, longest)) Object.assign(search, { from, to });
  if (raw.by === "agent" || raw.by === "company") search.by = raw.by;
  for (const name of ["agent_id", "company_id"] as const) {
    const id = raw[name];
    if (typeof id === "string" && id) search[name] = id;
  }
  return search;
}

/** What is asked of the API. */
export function usageQueryOf(search: UsageSearch, by: UsageQuery["by"], today: string): UsageQuery {
  const { agent_id, company_id } = search;
  return { ...rangeOf(search, today), by, agent_id, company_id };
}

export interface Range {
  from: string;
  to: string;
}

export function rangeOf({ from, to }: UsageSearch, today: string): Range {
  return from && to ? { from, to } : thisMonth(today);
}

/** With one end changed: the other follows where it would come before it, or be too far away. */
export function withEnd(range: Range, end: Partial<Range>): Range {
  if (end.from) {
    const latest = daysAfter(end.from, longest);
    const to = range.to < end.from ? end.from : range.to > latest ? latest : range.to;
    return { from: end.from, to };
  }
  const to = end.to ?? range.to;
  const earliest = daysAfter(to, -longest);
  const from = range.from > to ? to : range.from < earliest ? earliest : range.from;
  return { from, to };
}

/** The ranges that are asked for most, by their names. */
export function usualRanges(today: string): { name: string; range: Range }[] {
  return [
    { name: "This month", range: thisMonth(today) },
    { name: "Last month", range: monthBefore(today) },
    { name: "Last 30 days", range: { from: daysAfter(today, -29), to: today } },
    { name: "Last 90 days", range: { from: daysAfter(today, -89), to: today } },
    { name: "This year", range: { from: `${today.slice(0, 4)}-01-01`, to: today } },
  ];
}

function thisMonth(today: string): Range {
  return { from: `${today.slice(0, 7)}-01`, to: today };
}

function monthBefore(today: string): Range {
  const to = daysAfter(`${today.slice(0, 7)}-01`, -1);
  return { from: dayOf(new Date(startOf(to).setDate(1))), to };
}
