import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answer, client } from "./client";
import { fileAddress } from "./list";
import type { operations } from "./schema";

export type UsageQuery = operations["showUsage"]["parameters"]["query"];

export function usageQuery(query: UsageQuery) {
  return queryOptions({
    queryKey: ["usage", query],
    queryFn: ({ signal }) => answer(client.GET("/api/v1/usage", { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}

/** The address of the same lines as a CSV file. */
export function usageFile(query: UsageQuery): string {
  return fileAddress("/api/v1/usage.csv", query);
}
