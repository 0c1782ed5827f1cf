import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { client, getData } from "./client";
import type { List } from "./list";
import type { ApiToken, CreateApiToken } from "./schema";

const tokensKey = ["api-tokens"] as const;

export function apiTokensQuery(query: { limit?: number; cursor?: string }) {
  return queryOptions({
    queryKey: [...tokensKey, query],
    queryFn: ({ signal }): Promise<List<ApiToken>> =>
      getData(client.GET("/api/v1/api-tokens", { params: { query }, signal })) as Promise<List<ApiToken>>,
    placeholderData: keepPreviousData,
    // The list shows when each token was last used, so it is always read again.
    staleTime: 0,
  });
}

export function useCreateApiToken() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateApiToken) => getData(client.POST("/api/v1/api-tokens", { body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: tokensKey }),
  });
}

export function useRevokeApiToken(id: string, onRevoked: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => getData(client.DELETE("/api/v1/api-tokens/{id}", { params: { path: { id } } })),
    // Here, since the row with the button is gone once the list is read again.
    onSuccess: onRevoked,
    onSettled: () => queryClient.invalidateQueries({ queryKey: tokensKey }),
  });
}
