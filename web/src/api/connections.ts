import { keepPreviousData, queryOptions, useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { client, getData, ifUnchanged } from "./client";
import { invalidate } from "./invalidate";
import { readAll, type List } from "./list";
import { agentNumbersKey, connectionsKey, externalIdsKey, unknownAgentsKey } from "./query-keys";
import type { Connection, CreateConnection, operations, UpdateConnection } from "./schema";

type ConnectionsQuery = NonNullable<operations["listConnections"]["parameters"]["query"]>;
export type ConnectionSort = NonNullable<ConnectionsQuery["sort"]>;

export function connectionsQuery(query: ConnectionsQuery) {
  return queryOptions({
    queryKey: [...connectionsKey, "list", query],
    queryFn: ({ signal }) => readConnections(query, signal),
    placeholderData: keepPreviousData,
    // The list shows the last event and the last error, so it is always read again.
    staleTime: 0,
  });
}

/** Every connection, for choices. */
export const allConnectionsQuery = queryOptions({
  queryKey: [...connectionsKey, "all"],
  queryFn: ({ signal }) => readAll((page) => readConnections(page, signal)),
});

export function connectionQuery(id: string) {
  return queryOptions({
    queryKey: [...connectionsKey, "one", id],
    queryFn: ({ signal }) => getData(client.GET("/api/v1/connections/{id}", { params: { path: { id } }, signal })),
    staleTime: 0,
    // An administrator who has just set up the webhook watches this page for the first event.
    refetchInterval: 5_000,
  });
}

function readConnections(query: ConnectionsQuery, signal: AbortSignal): Promise<List<Connection>> {
  return getData(client.GET("/api/v1/connections", { params: { query }, signal })) as Promise<List<Connection>>;
}

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

/** The numbers of a connection, as its platform lists them now. */
export function connectionNumbersQuery(id: string) {
  return queryOptions({
    queryKey: [...connectionsKey, "numbers", id],
    queryFn: async ({ signal }) =>
      (await getData(client.GET("/api/v1/connections/{id}/phone-numbers", { params: { path: { id } }, signal }))).items,
    staleTime: 60_000,
  });
}

/** Sets or replaces the API key, which the platform is asked about first. Nothing keeps it here. */
export function useSetConnectionKey(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (key: string) =>
      getData(client.PUT("/api/v1/connections/{id}/key", { params: { path: { id } }, body: { key } })),
    onSuccess: () => refreshKey(queryClient),
    gcTime: 0,
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
  return Promise.all([
    queryClient.invalidateQueries({ queryKey: connectionsKey }),
    queryClient.invalidateQueries({ queryKey: agentNumbersKey }),
  ]);
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
        [...connectionsKey, "list"],
        allConnectionsQuery.queryKey,
        externalIdsKey,
        agentNumbersKey,
        unknownAgentsKey,
      ]),
  });
}
