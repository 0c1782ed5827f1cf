import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { client, getData } from "./client";
import type { Settings, UpdateSettings } from "./schema";
import { sessionQuery } from "./session";

export const settingsQuery = queryOptions({
  queryKey: ["settings"],
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

export function useUpdateSettings() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ base, changes }: { base: Settings; changes: UpdateSettings }) =>
      getData(client.PATCH("/api/v1/settings", { params: { header: { "If-Match": base.etag } }, body: changes })),
    // The session contains the account's name and the settings that other forms need.
    onSuccess: async (settings) => {
      queryClient.setQueryData(settingsQuery.queryKey, settings);
      await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
  });
}
