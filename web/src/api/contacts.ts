import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { client, getData, ifUnchanged } from "./client";
import type { List } from "./list";
import { contactsKey } from "./query-keys";
import type { Contact, CreateContact, operations, UpdateContact } from "./schema";

type ContactsQuery = NonNullable<operations["listContacts"]["parameters"]["query"]>;
export type ContactSort = NonNullable<ContactsQuery["sort"]>;
export type ContactFilter = Omit<ContactsQuery, "cursor" | "limit" | "sort">;

const contactListsKey = [...contactsKey, "list"] as const;

export function contactsQuery(query: ContactsQuery) {
  return queryOptions({
    queryKey: [...contactListsKey, query],
    queryFn: ({ signal }) => readContacts(query, signal),
    placeholderData: keepPreviousData,
  });
}

/** The contact of a company that has a phone number; null if there is none. */
export function contactByPhoneQuery(companyId: string, phone: string) {
  return queryOptions({
    queryKey: [...contactListsKey, "by-phone", companyId, phone],
    queryFn: async ({ signal }) => {
      const list = await readContacts({ company_id: companyId, phone, limit: 1 }, signal);
      return list.items[0] ?? null;
    },
  });
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

export function useCreateContact() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateContact) => getData(client.POST("/api/v1/contacts", { body })),
    onSuccess: (contact) => {
      queryClient.setQueryData(contactQuery(contact.id).queryKey, contact);
      return queryClient.invalidateQueries({ queryKey: contactListsKey });
    },
  });
}

export function useUpdateContact() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ contact, changes }: { contact: Contact; changes: UpdateContact }) =>
      getData(client.PATCH("/api/v1/contacts/{id}", { params: ifUnchanged(contact), body: changes })),
    onSuccess: (contact) => {
      queryClient.setQueryData(contactQuery(contact.id).queryKey, contact);
      void queryClient.invalidateQueries({ queryKey: contactListsKey });
    },
    // So that the next attempt is based on the current contact.
    onError: (_error, { contact }) => queryClient.invalidateQueries({ queryKey: contactQuery(contact.id).queryKey }),
  });
}

export function useDeleteContact(contact: Contact) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => getData(client.DELETE("/api/v1/contacts/{id}", { params: ifUnchanged(contact) })),
    onError: () => queryClient.invalidateQueries({ queryKey: contactQuery(contact.id).queryKey }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: contactListsKey }),
  });
}
