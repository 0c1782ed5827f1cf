import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { client, getData, ifUnchanged } from "./client";
import { invalidate } from "./invalidate";
import type { List } from "./list";
import { activityKey, callsKey, externalIdsKey, unknownAgentsKey, usageKey } from "./query-keys";
import type { ExternalId, ExternalIdList, operations, UnknownAgent } from "./schema";

type UnknownAgentsQuery = NonNullable<operations["listUnknownAgents"]["parameters"]["query"]>;

export function unknownAgentsQuery(query: UnknownAgentsQuery) {
  return queryOptions({
    queryKey: [...unknownAgentsKey, query],
    queryFn: ({ signal }): Promise<List<UnknownAgent>> =>
      getData(client.GET("/api/v1/unknown-agents", { params: { query }, signal })) as Promise<List<UnknownAgent>>,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

export function externalIdsQuery(agentId: string) {
  return queryOptions({
    queryKey: [...externalIdsKey, agentId],
    queryFn: ({ signal }) =>
      getData(client.GET("/api/v1/agents/{id}/external-ids", { params: { path: { id: agentId } }, signal })),
  });
}

export function useAssignUnknownAgent(unknown: UnknownAgent) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (agentId: string) =>
      getData(
        client.POST("/api/v1/unknown-agents/{id}/assignment", {
          params: { path: { id: unknown.id } },
          body: { agent_id: agentId },
        }),
      ),
    onSettled: refresh,
  });
}

export function useChangeExternalIds(agentId: string) {
  const queryClient = useQueryClient();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ base, items }: { base: ExternalIdList; items: ExternalId[] }) =>
      getData(
        client.PUT("/api/v1/agents/{id}/external-ids", {
          params: ifUnchanged({ id: agentId, etag: base.etag }),
          body: { items },
        }),
      ),
    onSuccess: (ids) => {
      queryClient.setQueryData(externalIdsQuery(agentId).queryKey, ids);
      return refresh();
    },
  });
}

/** Waiting calls now have an agent, so all that shows or counts calls is read again too. */
function useRefresh() {
  const queryClient = useQueryClient();
  return () => invalidate(queryClient, [unknownAgentsKey, externalIdsKey, callsKey, usageKey, activityKey]);
}
