import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { client, getData } from "./client";
import { readAll, type List } from "./list";
import { connectionListsKey, connectionsKey } from "./query-keys";
import type { Connection, operations } from "./schema";

type ConnectionsQuery = NonNullable<operations["listConnections"]["parameters"]["query"]>;
export type ConnectionSort = NonNullable<ConnectionsQuery["sort"]>;

export function connectionsQuery(query: ConnectionsQuery) {
  return queryOptions({
    queryKey: [...connectionListsKey, query],
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

/** The numbers of a connection, as its platform lists them now. */
export function connectionNumbersQuery(id: string) {
  return queryOptions({
    queryKey: [...connectionsKey, "numbers", id],
    queryFn: async ({ signal }) =>
      (await getData(client.GET("/api/v1/connections/{id}/phone-numbers", { params: { path: { id } }, signal }))).items,
    staleTime: 60_000,
  });
}
