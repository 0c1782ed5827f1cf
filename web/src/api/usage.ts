import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { client, getData } from "./client";
import { buildAddress } from "./list";
import { usageKey } from "./query-keys";
import type { operations } from "./schema";

/** How often sums that are being recalculated are read again, in milliseconds. */
const refetchPeriod = 1_000;

export type UsageQuery = operations["showUsage"]["parameters"]["query"];

export function usageQuery(query: UsageQuery) {
  return queryOptions({
    queryKey: [...usageKey, query],
    queryFn: ({ signal }) => getData(client.GET("/api/v1/usage", { params: { query }, signal })),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => state.data?.is_being_recalculated && refetchPeriod,
  });
}

/** The address of the same lines as a CSV file. */
export function getUsageFile(query: UsageQuery): string {
  return buildAddress("/api/v1/usage.csv", query);
}
