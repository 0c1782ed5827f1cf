import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { client, getData } from "./client";
import type { List } from "./list";
import { doNotCallKey } from "./query-keys";
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
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateDoNotCallEntry) => getData(client.POST("/api/v1/do-not-call", { body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: doNotCallKey }),
  });
}

export function useDeleteDoNotCallEntry(entry: DoNotCallEntry) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => getData(client.DELETE("/api/v1/do-not-call/{id}", { params: { path: { id: entry.id } } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: doNotCallKey }),
  });
}
