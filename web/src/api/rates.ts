import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { client, getData } from "./client";
import { invalidate } from "./invalidate";
import { callsKey, companiesKey, usageKey } from "./query-keys";
import type { CreateRate } from "./schema";

const ratesKey = (company: string) => [...companiesKey, company, "rates"] as const;

export function ratesQuery(company: string) {
  return queryOptions({
    queryKey: ratesKey(company),
    queryFn: ({ signal }) =>
      getData(client.GET("/api/v1/companies/{id}/rates", { params: { path: { id: company } }, signal })),
  });
}

/** The codes of the currencies that a rate can have. */
export const currenciesQuery = queryOptions({
  queryKey: ["currencies"],
  queryFn: ({ signal }) => getData(client.GET("/api/v1/currencies", { signal })),
  staleTime: Infinity,
});

export function useCreateRate(company: string) {
  const refresh = useRefresh(company);
  return useMutation({
    mutationFn: (body: CreateRate) =>
      getData(client.POST("/api/v1/companies/{id}/rates", { params: { path: { id: company } }, body })),
    onSuccess: refresh,
  });
}

export function useDeleteRate(company: string, rate: string) {
  const refresh = useRefresh(company);
  return useMutation({
    mutationFn: () =>
      getData(client.DELETE("/api/v1/companies/{id}/rates/{rate}", { params: { path: { id: company, rate: rate } } })),
    onSettled: refresh,
  });
}

/** Past calls are priced again too. */
function useRefresh(company: string) {
  const queryClient = useQueryClient();
  return () => invalidate(queryClient, [ratesKey(company), usageKey, callsKey]);
}
