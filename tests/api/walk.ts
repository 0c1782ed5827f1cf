import { expect } from "vitest";
import type { Client } from "../support/client.ts";

interface Item {
  id: string;
}
type Query = Record<string, string | number | boolean>;
type List = "/contacts" | "/agents" | "/companies" | "/members" | "/calls";

/** The pages of a list from its first to its last, by the cursors. */
export async function pages(person: Client, list: List, query: Query): Promise<Item[][]> {
  const walked: Item[][] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = (await person.get(list, cursor === undefined ? query : { ...query, cursor })).body;
    if (cursor === undefined) expect(page.previous_cursor).toBeNull();
    else expect(page.previous_cursor).not.toBeNull();
    walked.push(page.items);
    cursor = page.next_cursor;
  }
  return walked;
}

/** The same pages, walked from the last one back. */
export async function pagesBackwards(person: Client, list: List, query: Query): Promise<Item[][]> {
  let page = (await person.get(list, query)).body;
  while (page.next_cursor) page = (await person.get(list, { ...query, cursor: page.next_cursor })).body;
  const walked: Item[][] = [page.items];
  while (page.previous_cursor) {
    page = (await person.get(list, { ...query, cursor: page.previous_cursor })).body;
    expect(page.next_cursor).not.toBeNull();
    walked.unshift(page.items);
  }
  return walked;
}

export const ids = (walked: Item[][]) => walked.flat().map((item) => item.id);
