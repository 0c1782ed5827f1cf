import { keepPreviousData, queryOptions, useMutation, useQueryClient, type Query } from "@tanstack/react-query";
import { client, getData } from "./client";
import type { List } from "./list";
import { sessionKey, settingsKey } from "./query-keys";
import type { DryErasure, Erasure, operations } from "./schema";

type ErasuresQuery = NonNullable<operations["listErasures"]["parameters"]["query"]>;
export type ErasureSort = NonNullable<ErasuresQuery["sort"]>;

const erasuresKey = ["erasures"] as const;

/** What has nothing of the people who are called. */
const unaffected = [sessionKey, settingsKey];

/** How often erasures that are not complete are read again, in milliseconds. */
const refetchPeriod = 5_000;

export function erasuresQuery(query: ErasuresQuery) {
  return queryOptions({
    queryKey: [...erasuresKey, query],
    queryFn: ({ signal }): Promise<List<Erasure>> =>
      getData(client.GET("/api/v1/erasures", { params: { query }, signal })) as Promise<List<Erasure>>,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ erased_at }) => erased_at === null) ? refetchPeriod : false,
  });
}

/** Counts what an erasure would erase, and changes nothing. */
export function useCountErasure() {
  return useMutation({
    mutationFn: (phone: string) =>
      getData(client.POST("/api/v1/erasures", { body: { phone, dry_run: true } })) as Promise<DryErasure>,
  });
}

/** Afterwards, everything that was read before may contain what was erased. */
export function useEraseNumber() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: { phone: string; add_to_do_not_call: boolean }) =>
      getData(client.POST("/api/v1/erasures", { body })) as Promise<Erasure>,
    onSuccess: () => {
      const isAffected = ({ queryKey }: Query) => !unaffected.some(([resource]) => resource === queryKey[0]);
      queryClient.removeQueries({ predicate: (query) => isAffected(query) && !query.isActive() });
      return queryClient.invalidateQueries({ predicate: isAffected });
    },
  });
}
