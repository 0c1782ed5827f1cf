import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { client, getData, ifUnchanged } from "./client";
import { readAll, type List } from "./list";
import type { Connection, CreateConnection, operations, UpdateConnection } from "./schema";

type ConnectionsQuery = NonNullable<operations["listConnections"]["parameters"]["query"]>;
export type ConnectionSort = NonNullable<ConnectionsQuery["sort"]>;

const connectionsKey = ["connections"] as const;

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

export function useDeleteConnection(connection: Connection) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => getData(client.DELETE("/api/v1/connections/{id}", { params: ifUnchanged(connection) })),
    // So that the next attempt is based on the current connection.
    onError: () => queryClient.invalidateQueries({ queryKey: connectionQuery(connection.id).queryKey }),
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: [...connectionsKey, "list"] }),
        queryClient.invalidateQueries({ queryKey: allConnectionsQuery.queryKey }),
      ]),
  });
}
