import { queryOptions, useMutation, useQueryClient, type QueryKey } from "@tanstack/react-query";
import { client, getData } from "./client";
import { settingsKey } from "./query-keys";
import type { Settings, UpdateSettings } from "./schema";
import { sessionQuery } from "./session";

export const settingsQuery = queryOptions({
  queryKey: settingsKey,
  queryFn: ({ signal }) => getData(client.GET("/api/v1/settings", { signal })),
  // A change is based on the current settings, so they are always read again.
  staleTime: 0,
});

/** The names of the time zones that the server knows. */
export const timeZonesQuery = queryOptions({
  queryKey: ["time-zones"],
  queryFn: ({ signal }) => getData(client.GET("/api/v1/time-zones", { signal })),
  staleTime: Infinity,
});

export function useSendTestEmail() {
  return useMutation({ mutationFn: () => getData(client.POST("/api/v1/settings/test-email")) });
}

export function useUpdateSettings() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ base, changes }: { base: Settings; changes: UpdateSettings }) =>
      getData(client.PATCH("/api/v1/settings", { params: { header: { "If-Match": base.etag } }, body: changes })),
    // Days, minutes and prices depend on the settings, so everything is read again. The session first: it has the time
    // zone and the permissions by which the rest is asked for.
    onSuccess: async (settings) => {
      queryClient.setQueryData(settingsQuery.queryKey, settings);
      await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
      void queryClient.invalidateQueries({ predicate: ({ queryKey }) => !isReadAlready(queryKey) });
    },
  });
}

function isReadAlready(queryKey: QueryKey): boolean {
  return [sessionQuery, settingsQuery].some((query) => query.queryKey[0] === queryKey[0]);
}
