import type { List } from "../../api/list";

/** The page size of the API where the address names none. */
const defaultLimit = 50;

interface Place {
  list: List<unknown>;
  /** The number of the first item of the page, from the address. */
  position: number | undefined;
  limit?: number;
}

/** The number of the first item of the page; undefined where it is not known, as behind an old link. */
export function getFirst({ list, position }: Place): number | undefined {
  return list.previous_cursor ? position : 1;
}

/** The numbers of the first items of the pages before and after this one, as far as they are known. */
export function getPositions(place: Place): { previous?: number; next?: number } {
  const first = getFirst(place);
  if (first === undefined) return {};
  return { previous: Math.max(1, first - (place.limit ?? defaultLimit)), next: first + place.list.items.length };
}

/** "51–100 of 5,002"; "51–100" where the total is not known; nothing where the position is not known. */
export function describeRange(place: Place & { total?: number }): string | undefined {
  const first = getFirst(place);
  const { items, next_cursor, total: ofList } = place.list;
  if (first === undefined || items.length === 0) return undefined;
  const last = first + items.length - 1;
  // The last item has the number of the total, whatever was counted before.
  const total = next_cursor ? (place.total ?? ofList) : last;
  const range = [...new Set([first, last])].map((number) => number.toLocaleString("en")).join("–");
  // A total that was counted while the list was shorter is not true any more.
  return total === undefined || total < last ? range : `${range} of ${total.toLocaleString("en")}`;
}
