/** One page of a list. The cursors are null if there is no next or previous page. */
export interface List<Item> {
  items: Item[];
  next_cursor: string | null;
  previous_cursor: string | null;
  total?: number;
}

export const largestPage = 200;

/** Every item of a list, read page by page. */
export async function readAll<Item>(
  readPage: (query: { limit: number; cursor?: string }) => Promise<List<Item>>,
): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await readPage({ limit: largestPage, cursor });
    items.push(...page.items);
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  return items;
}

/** An address with these parameters, without those that are undefined. */
export function buildAddress(path: string, query: object): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text ? `${path}?${text}` : path;
}
