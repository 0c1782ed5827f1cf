import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { client, getData } from "./client";
import { invalidate } from "./invalidate";
import type { List } from "./list";
import { campaignsKey, contactsKey, doNotCallKey } from "./query-keys";
import type { CreateDoNotCallEntry, DoNotCallEntry, operations } from "./schema";

type DoNotCallQuery = NonNullable<operations["listDoNotCallEntries"]["parameters"]["query"]>;
export type DoNotCallSort = NonNullable<DoNotCallQuery["sort"]>;

export function doNotCallQuery(query: DoNotCallQuery) {
  return queryOptions({
    queryKey: [...doNotCallKey, query],
    queryFn: ({ signal }): Promise<List<DoNotCallEntry>> =>
      getData(client.GET("/api/v1/do-not-call", { params: { query }, signal })) as Promise<List<DoNotCallEntry>>,
    placeholderData: keepPreviousData,
  });
}

export function useCreateDoNotCallEntry() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: CreateDoNotCallEntry) => getData(client.POST("/api/v1/do-not-call", { body })),
    onSuccess: refresh,
  });
}

export function useDeleteDoNotCallEntry(entry: DoNotCallEntry, onDeleted: () => void) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: () => getData(client.DELETE("/api/v1/do-not-call/{id}", { params: { path: { id: entry.id } } })),
    // Here, since the row with the button is gone once the list is read again.
    onSuccess: onDeleted,
    onSettled: refresh,
  });
}

/** Contacts say whether they may be called, and campaigns count those who may. */
function useRefresh() {
  const queryClient = useQueryClient();
  return () => invalidate(queryClient, [doNotCallKey, contactsKey, campaignsKey]);
}
