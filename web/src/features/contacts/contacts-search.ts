import type { ContactFilter, ContactSort } from "../../api/contacts";
import {
  keyOf,
  readId,
  readListSearch,
  readText,
  type ListFilters,
  type ListSearch,
} from "../../shared/list/list-search";
import { createSearchMemory } from "../../shared/list/search-memory";

/** The filters of the list of contacts, as in the page's address. */
interface ContactFilterValues {
  company_id?: string;
  tag?: string;
  do_not_call?: keyof typeof doNotCallWords;
}

export interface ContactsSearch extends ListSearch<ContactSort>, ContactFilterValues {
  search?: string;
}

const sorts = ["name", "-name", "created_at", "-created_at"] as const satisfies readonly ContactSort[];

export const doNotCallWords = { true: "Do not call", false: "May be called" };

export const contactFilters: ListFilters<ContactFilterValues> = {
  company_id: readId,
  tag: readText,
  do_not_call: keyOf(doNotCallWords),
};

export const contactsMemory = createSearchMemory<ContactsSearch>();

export function readContactsSearch(raw: Record<string, unknown>): ContactsSearch {
  return readListSearch(raw, sorts, contactFilters);
}

/** The filter that the API is asked for. */
export function toContactFilter(search: ContactsSearch): ContactFilter {
  const { company_id, tag, do_not_call } = search;
  return { company_id, tag: tag?.trim(), do_not_call: do_not_call && do_not_call === "true" };
}
