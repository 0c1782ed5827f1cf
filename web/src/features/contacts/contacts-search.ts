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

/** A filter by an own field: "field.tier" for its value, "field.boats.from" and "field.boats.to" for a range. */
export type OwnFieldFilter = `field.${string}`;

/** The filters of the list of contacts that every account has, as in the page's address. */
interface ContactFilterValues {
  search?: string;
  company_id?: string;
  segment_id?: string;
  tag?: string;
  do_not_call?: keyof typeof doNotCallWords;
  consent?: keyof typeof consentWords;
  email?: string;
  job_title?: string;
  time_zone?: string;
}

export interface ContactsSearch extends ListSearch<ContactSort>, ContactFilterValues {
  [field: OwnFieldFilter]: string | undefined;
}

const sorts = ["name", "-name", "created_at", "-created_at"] as const satisfies readonly ContactSort[];

export const doNotCallWords = { true: "Do not call", false: "May be called" };
export const consentWords = { given: "Consent given", withdrawn: "Consent withdrawn", none: "No consent" };

const contactFilters: ListFilters<ContactFilterValues> = {
  search: readText,
  company_id: readId,
  segment_id: readId,
  tag: readText,
  do_not_call: keyOf(doNotCallWords),
  consent: keyOf(consentWords),
  email: readText,
  job_title: readText,
  time_zone: readText,
};

export const contactsMemory = createSearchMemory<ContactsSearch>();

/** The filters of the list: those of every account, and those by own fields that are in the address. */
export function getContactFilters(search: object): object {
  return { ...contactFilters, ...readOwnFieldFilters(search as Record<string, unknown>) };
}

export function readContactsSearch(raw: Record<string, unknown>): ContactsSearch {
  return { ...readListSearch(raw, sorts, contactFilters), ...readOwnFieldFilters(raw) };
}

function readOwnFieldFilters(raw: Record<string, unknown>): Record<OwnFieldFilter, string> {
  const given = Object.entries(raw).filter(([name, value]) => /^field\.[a-z]/.test(name) && readText(value));
  return Object.fromEntries(given) as Record<OwnFieldFilter, string>;
}

/** The filter that the API is asked for. */
export function toContactFilter(search: ContactsSearch): ContactFilter {
  const { search: text, company_id, segment_id, tag, do_not_call, consent, email, job_title, time_zone } = search;
  return {
    search: text?.trim(),
    company_id,
    segment_id,
    tag: tag?.trim(),
    do_not_call: do_not_call && do_not_call === "true",
    consent,
    email: email?.trim(),
    job_title: job_title?.trim(),
    time_zone,
    ...readOwnFieldFilters(search as Record<string, unknown>),
  } as ContactFilter;
}
