import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { client, getData } from "./client";
import { invalidate } from "./invalidate";
import { callsKey, connectionsKey } from "./query-keys";

/** The last webhooks of a connection. */
export function deliveriesQuery(id: string, problems: boolean) {
  return queryOptions({
    queryKey: [...deliveriesKey(id), { problems }],
    queryFn: async ({ signal }) => {
      const params = { path: { id }, query: { problems } };
      return (await getData(client.GET("/api/v1/connections/{id}/deliveries", { params, signal }))).items;
    },
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: 5_000,
  });
}

function deliveriesKey(id: string) {
  return [...connectionsKey, "deliveries", id] as const;
}

/** One of them, with what arrived. */
export function deliveryQuery(id: string, delivery: string) {
  return queryOptions({
    queryKey: [...connectionsKey, "delivery", id, delivery],
    queryFn: ({ signal }) =>
      getData(
        client.GET("/api/v1/connections/{id}/deliveries/{delivery}", { params: { path: { id, delivery } }, signal }),
      ),
    staleTime: 0,
  });
}

export function useReplayDelivery(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (delivery: string) =>
      getData(
        client.POST("/api/v1/connections/{id}/deliveries/{delivery}/replay", { params: { path: { id, delivery } } }),
      ),
    onSettled: () => invalidate(queryClient, [deliveriesKey(id), callsKey]),
  });
}

export function useSendTestEvent(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => getData(client.POST("/api/v1/connections/{id}/test-event", { params: { path: { id } } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: connectionsKey }),
  });
}
