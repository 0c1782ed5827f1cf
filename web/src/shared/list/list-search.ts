import { largestPage } from "../../api/list";

/** The place and order of a list, as in the page's address. The names are those of the API. */
export interface ListSearch<Sort extends string = string> {
  sort?: Sort;
  cursor?: string;
  limit?: number;
  /** The number of the first item of the page in the whole list, for a page after the first. For the page alone. */
  position?: number;
}

/**
 * The filters of a list: for each parameter of the address, the function that reads it. The function returns undefined
 * for a value that the API would refuse.
 */
export type ListFilters<Values> = { readonly [Name in keyof Values]-?: (raw: unknown) => Values[Name] | undefined };

/** Reads the known parameters of an address and drops what the API would refuse. */
export function readListSearch<Sort extends string, Values extends object = object>(
  raw: Record<string, unknown>,
  sorts: readonly Sort[],
  filters?: ListFilters<Values>,
): ListSearch<Sort> & Partial<Values> {
  const search: Record<string, unknown> = {};
  const keep = (name: string, value: unknown) => {
    if (value !== undefined) search[name] = value;
  };
  keep("sort", oneOf(sorts)(raw.sort));
  keep("cursor", readId(raw.cursor));
  const limit = Number(raw.limit);
  if (Number.isInteger(limit) && limit >= 1 && limit <= largestPage) search.limit = limit;
  const position = Number(raw.position);
  if (search.cursor !== undefined && Number.isSafeInteger(position) && position > 1) search.position = position;
  const readers = Object.entries<(raw: unknown) => unknown>(filters ?? {});
  for (const [name, read] of readers) keep(name, read(raw[name]));
  const { from, to } = search;
  if (typeof from === "string" && typeof to === "string" && from > to) delete search.to;
  return search as ListSearch<Sort> & Partial<Values>;
}

/** Reads the text of a search field, with the spaces that are typed. */
export function readText(raw: unknown): string | undefined {
  return typeof raw === "string" && raw.trim() ? raw : undefined;
}

export function readId(raw: unknown): string | undefined {
  return typeof raw === "string" && raw ? raw : undefined;
}

/** Reads one of the known values. */
export function oneOf<Value extends string>(values: readonly Value[]) {
  return (raw: unknown): Value | undefined => values.find((known) => known === raw);
}

/** Reads one of the values that have words: those that a `SelectFilter` offers. */
export function keyOf<Value extends string>(words: Record<Value, string>) {
  return oneOf(Object.keys(words) as Value[]);
}

/** Another order starts at the first page: a cursor is only valid in the order that it was made for. */
export function withSort<Search extends ListSearch>(search: Search, sort: Search["sort"]): Search {
  return { ...search, sort, cursor: undefined, position: undefined };
}

/** Another filter starts at the first page. */
export function withFilter<Search extends ListSearch>(search: Search, filter: Partial<Search>): Search {
  return { ...search, ...filter, cursor: undefined, position: undefined };
}

/** Another page, whose first item has this number in the whole list, where that is known. */
export function withCursor<Search extends ListSearch>(
  search: Search,
  cursor: string | undefined,
  position?: number,
): Search {
  return { ...search, cursor, position };
}

/** Whether any of the filters is set. */
export function isFiltered(search: object, filters: object): boolean {
  const values = search as Record<string, unknown>;
  return Object.keys(filters).some((name) => values[name] !== undefined);
}

/** The list without any of the filters. */
export function withoutFilters<Search extends ListSearch>(search: Search, filters: object): Search {
  const cleared = Object.fromEntries(Object.keys(filters).map((name) => [name, undefined]));
  return withFilter(search, cleared as Partial<Search>);
}
