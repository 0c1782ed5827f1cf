import { keepPreviousData, queryOptions, useMutation, useQueryClient, type QueryKey } from "@tanstack/react-query";
import { client, getData, ifUnchanged } from "./client";
import { invalidate } from "./invalidate";
import { buildAddress, type List } from "./list";
import { campaignsKey, contactKeys, contactListsKey, contactsKey, doNotCallKey, segmentsKey } from "./query-keys";
import type {
  BulkChange,
  CallSummary,
  Contact,
  ContactHistoryEntry,
  CreateContact,
  operations,
  UpdateContact,
} from "./schema";

type ContactsQuery = NonNullable<operations["listContacts"]["parameters"]["query"]>;
export type ContactSort = NonNullable<ContactsQuery["sort"]>;
export type ContactFilter = Omit<ContactsQuery, "cursor" | "limit" | "sort">;

/** What is read of one contact: the second part of its keys, before its id. */
const contactKinds = ["one", "calls", "history"] as const;

export function contactsQuery(query: ContactsQuery) {
  return queryOptions({
    queryKey: [...contactListsKey, query],
    queryFn: ({ signal }) => readContacts(query, signal),
    placeholderData: keepPreviousData,
  });
}

/** The contact of a company that has a phone number, however it is written; null if there is none. */
export function contactByPhoneQuery(companyId: string, phone: string) {
  return queryOptions({
    queryKey: [...contactListsKey, "by-phone", companyId, phone],
    queryFn: async ({ signal }) => {
      const list = await readContacts({ company_id: companyId, phone, limit: 1 }, signal);
      return list.items[0] ?? null;
    },
  });
}

/** The address of the list of contacts as a CSV file. */
export function getContactsFile(query: ContactFilter & { sort?: ContactSort }): string {
  return buildAddress("/api/v1/contacts.csv", query);
}

function readContacts(query: ContactsQuery, signal: AbortSignal): Promise<List<Contact>> {
  return getData(client.GET("/api/v1/contacts", { params: { query }, signal })) as Promise<List<Contact>>;
}

export function contactQuery(id: string) {
  return queryOptions({
    queryKey: [...contactsKey, "one", id],
    queryFn: ({ signal }) => getData(client.GET("/api/v1/contacts/{id}", { params: { path: { id } }, signal })),
  });
}

interface PageQuery {
  cursor?: string;
  limit?: number;
}

/** The calls with a number of the contact, as far as the caller may see them. */
export function contactCallsQuery(id: string, query: PageQuery) {
  return queryOptions({
    queryKey: [...contactsKey, "calls", id, query],
    queryFn: ({ signal }): Promise<List<CallSummary>> =>
      getData(client.GET("/api/v1/contacts/{id}/calls", { params: { path: { id }, query }, signal })) as Promise<
        List<CallSummary>
      >,
    placeholderData: keepPreviousData,
  });
}

/** What was done with the contact, and by whom. */
export function contactHistoryQuery(id: string, query: PageQuery) {
  return queryOptions({
    queryKey: [...contactsKey, "history", id, query],
    queryFn: ({ signal }): Promise<List<ContactHistoryEntry>> =>
      getData(client.GET("/api/v1/contacts/{id}/history", { params: { path: { id }, query }, signal })) as Promise<
        List<ContactHistoryEntry>
      >,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

/** Does the same with several contacts. */
export function useChangeContacts() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: BulkChange) => getData(client.POST("/api/v1/contacts/bulk", { body })),
    // A deletion may leave numbers on do-not-call lists.
    onSettled: () => invalidate(queryClient, [...contactKeys, doNotCallKey]),
  });
}

/** Merges a contact into another one, which stays. */
export function useMergeContact() {
  const queryClient = useQueryClient();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ contact, into }: { contact: Contact; into: string }) =>
      getData(client.POST("/api/v1/contacts/{id}/merge", { params: ifUnchanged(contact), body: { into } })),
    onSuccess: refresh,
    // So that the next attempt is of the current contact.
    onError: (_error, { contact }) => queryClient.invalidateQueries({ queryKey: contactQuery(contact.id).queryKey }),
  });
}

export function useCreateContact() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: CreateContact) => getData(client.POST("/api/v1/contacts", { body })),
    onSuccess: refresh,
  });
}

export function useUpdateContact() {
  const queryClient = useQueryClient();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ contact, changes }: { contact: Contact; changes: UpdateContact }) =>
      getData(client.PATCH("/api/v1/contacts/{id}", { params: ifUnchanged(contact), body: changes })),
    onSuccess: (contact) => void refresh(contact),
    // So that the next attempt is based on the current contact.
    onError: (_error, { contact }) => queryClient.invalidateQueries({ queryKey: contactQuery(contact.id).queryKey }),
  });
}

export function useDeleteContact(contact: Contact) {
  const queryClient = useQueryClient();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: () => getData(client.DELETE("/api/v1/contacts/{id}", { params: ifUnchanged(contact) })),
    onError: () => queryClient.invalidateQueries({ queryKey: contactQuery(contact.id).queryKey }),
    // Its numbers may be on a do-not-call list now.
    onSuccess: () => Promise.all([refresh(), queryClient.invalidateQueries({ queryKey: doNotCallKey })]),
  });
}

/** Forgets what was read of a contact that exists no more. Its page must be closed before. */
export function useForgetContact() {
  const queryClient = useQueryClient();
  return (id: string) => {
    for (const kind of contactKinds) queryClient.removeQueries({ queryKey: [...contactsKey, kind, id] });
  };
}

/** Keeps a contact as a write has returned it, and reads again what depends on it, and the lists and segments. */
function useRefresh() {
  const queryClient = useQueryClient();
  return (contact?: Contact) => {
    const outdated: QueryKey[] = [contactListsKey, segmentsKey, campaignsKey];
    if (contact) {
      queryClient.setQueryData(contactQuery(contact.id).queryKey, contact);
      outdated.push([...contactsKey, "calls", contact.id], [...contactsKey, "history", contact.id]);
    }
    return invalidate(queryClient, outdated);
  };
}
