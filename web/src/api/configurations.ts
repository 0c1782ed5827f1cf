import { keepPreviousData, queryOptions, useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { agentQuery, getConfigurationKey } from "./agents";
import { client, getData, ifUnchanged } from "./client";
import type { List } from "./list";
import { agentListsKey, agentsKey } from "./query-keys";
import type { Configuration, VersionSummary } from "./schema";

export function configurationQuery(agentId: string) {
  return queryOptions({
    queryKey: getConfigurationKey(agentId),
    queryFn: ({ signal }) =>
      getData(client.GET("/api/v1/agents/{id}/configuration", { params: { path: { id: agentId } }, signal })),
  });
}

/** `live` is the number of the live version: the list changes with it. */
export function versionsQuery(agentId: string, live: number, cursor: string | undefined) {
  const params = { path: { id: agentId }, query: { limit: 20, cursor } };
  return queryOptions({
    queryKey: [...agentsKey, "versions", agentId, live, cursor],
    queryFn: ({ signal }) =>
      getData(client.GET("/api/v1/agents/{id}/versions", { params, signal })) as Promise<List<VersionSummary>>,
    placeholderData: keepPreviousData,
  });
}

/** A version never changes. */
export function versionQuery(agentId: string, number: number) {
  const params = { path: { id: agentId, number } };
  return queryOptions({
    queryKey: [...agentsKey, "version", agentId, number],
    queryFn: ({ signal }) => getData(client.GET("/api/v1/agents/{id}/versions/{number}", { params, signal })),
    staleTime: Infinity,
  });
}

export function useSaveDraft(agentId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    /** The text is sent as it is: to parse it and print it again would round large numbers. */
    mutationFn: ({ base, text }: { base: Configuration; text: string }) =>
      getData(
        client.PUT("/api/v1/agents/{id}/configuration", {
          params: ifUnchanged({ id: agentId, etag: base.etag }),
          body: { configuration: {} },
          bodySerializer: () => `{"configuration":${text}}`,
        }),
      ),
    onSuccess: (configuration) => storeConfiguration(queryClient, agentId, configuration),
    onError: () => queryClient.invalidateQueries({ queryKey: configurationQuery(agentId).queryKey }),
  });
}

export function usePublishDraft(agentId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (base: Configuration) =>
      getData(
        client.POST("/api/v1/agents/{id}/publication", { params: ifUnchanged({ id: agentId, etag: base.etag }) }),
      ),
    onSuccess: (configuration) => {
      void queryClient.invalidateQueries({ queryKey: agentListsKey });
      return storeConfiguration(queryClient, agentId, configuration);
    },
    onError: () => queryClient.invalidateQueries({ queryKey: configurationQuery(agentId).queryKey }),
  });
}

/** Saving and publishing also change the etag of the agent, which the basic editor uses. */
function storeConfiguration(queryClient: QueryClient, agentId: string, configuration: Configuration) {
  queryClient.setQueryData(configurationQuery(agentId).queryKey, configuration);
  return queryClient.invalidateQueries({ queryKey: agentQuery(agentId).queryKey });
}
