/** What a list shows, as it stands in the page's address. Names are those of the API. */
export interface ListSearch<Sort extends string = string> {
  sort?: Sort;
  cursor?: string;
  limit?: number;
}

const largestPage = 200;

/** Takes the known parameters from the address and drops what the API would refuse. */
export function readListSearch<Sort extends string>(
  raw: Record<string, unknown>,
  sorts: readonly Sort[],
): ListSearch<Sort> {
  const search: ListSearch<Sort> = {};
  const sort = sorts.find((known) => known === raw.sort);
  if (sort) search.sort = sort;
  if (typeof raw.cursor === "string" && raw.cursor) search.cursor = raw.cursor;
  const limit = Number(raw.limit);
  if (Number.isInteger(limit) && limit >= 1 && limit <= largestPage) search.limit = limit;
  return search;
}

/** Another order begins at the first page: a cursor belongs to the order that it was made for. */
export function sortedBy<Search extends ListSearch>(search: Search, sort: Search["sort"]): Search {
  return { ...search, sort, cursor: undefined };
}

/** Another filter begins at the first page. */
export function filteredBy<Search extends ListSearch>(search: Search, filter: Partial<Search>): Search {
  return { ...search, ...filter, cursor: undefined };
}

export function atCursor<Search extends ListSearch>(search: Search, cursor: string | undefined): Search {
  return { ...search, cursor };
}

/** The order that a click on a column asks for: its own first, then the other way round. */
export function nextSort(column: string, firstDescending: boolean, current: string | undefined): string {
  const first = firstDescending ? `-${column}` : column;
  const second = firstDescending ? column : `-${column}`;
  return current === first ? second : first;
}
