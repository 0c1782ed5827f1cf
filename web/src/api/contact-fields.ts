import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { client, getData, ifUnchanged } from "./client";
import { invalidate } from "./invalidate";
import { contactKeys } from "./query-keys";
import type { ContactField, CreateContactField, UpdateContactField } from "./schema";

/** The account's own fields of contacts, in the order of their creation. */
export const contactFieldsQuery = queryOptions({
  queryKey: ["contact-fields"],
  queryFn: async ({ signal }) => (await getData(client.GET("/api/v1/contact-fields", { signal }))).items,
});

export function useCreateContactField() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: CreateContactField) => getData(client.POST("/api/v1/contact-fields", { body })),
    onSuccess: refresh,
  });
}

export function useUpdateContactField(field: ContactField) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: UpdateContactField) =>
      getData(client.PATCH("/api/v1/contact-fields/{id}", { params: ifUnchanged(field), body })),
    // Also after a refusal, so that the next attempt is based on the current field.
    onSettled: refresh,
  });
}

export function useDeleteContactField(field: ContactField, onDeleted: () => void) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: () => getData(client.DELETE("/api/v1/contact-fields/{id}", { params: ifUnchanged(field) })),
    // Here, since the row with the button is gone once the list is read again.
    onSuccess: onDeleted,
    onSettled: refresh,
  });
}

/** Contacts contain values of the fields and segments may use them, and campaigns may say them, so these are read again too. */
function useRefresh() {
  const queryClient = useQueryClient();
  return () => invalidate(queryClient, [contactFieldsQuery.queryKey, ...contactKeys]);
}
