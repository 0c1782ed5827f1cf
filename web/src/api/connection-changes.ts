import { useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { client, getData, ifUnchanged } from "./client";
import { allConnectionsQuery, connectionQuery } from "./connections";
import { invalidate } from "./invalidate";
import { agentNumbersKey, connectionListsKey, connectionsKey, externalIdsKey, unknownAgentsKey } from "./query-keys";
import type { Connection, CreateConnection, UpdateConnection } from "./schema";

export function useCreateConnection() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateConnection) => getData(client.POST("/api/v1/connections", { body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: connectionsKey }),
  });
}

export function useUpdateConnection() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ connection, changes }: { connection: Connection; changes: UpdateConnection }) =>
      getData(client.PATCH("/api/v1/connections/{id}", { params: ifUnchanged(connection), body: changes })),
    // Also after a refusal, so that the next attempt is based on the current connection.
    onSettled: () => queryClient.invalidateQueries({ queryKey: connectionsKey }),
  });
}

/** Sets or replaces the API key, which the platform is asked about first. */
export function useSetConnectionKey(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (key: string) =>
      getData(client.PUT("/api/v1/connections/{id}/key", { params: { path: { id } }, body: { key } })),
    onSuccess: () => refreshKey(queryClient),
  });
}

export function useRemoveConnectionKey(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => getData(client.DELETE("/api/v1/connections/{id}/key", { params: { path: { id } } })),
    onSettled: () => refreshKey(queryClient),
  });
}

/** Reads again what a key opens. */
function refreshKey(queryClient: QueryClient) {
  return invalidate(queryClient, [connectionsKey, agentNumbersKey]);
}

export function useDeleteConnection(connection: Connection) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => getData(client.DELETE("/api/v1/connections/{id}", { params: ifUnchanged(connection) })),
    // So that the next attempt is based on the current connection.
    onError: () => queryClient.invalidateQueries({ queryKey: connectionQuery(connection.id).queryKey }),
    // The IDs and numbers that agents have at it are deleted with it.
    onSuccess: () =>
      invalidate(queryClient, [
        connectionListsKey,
        allConnectionsQuery.queryKey,
        externalIdsKey,
        agentNumbersKey,
        unknownAgentsKey,
      ]),
  });
}
