import { queryOptions } from "@tanstack/react-query";
import { client, getData } from "./client";
import { activityKey } from "./query-keys";

/** How often it is read again, in milliseconds. */
const refetchPeriod = 60_000;

/** The calls of this month and the last, of the last 30 days, and the busiest agents. */
export const activityQuery = queryOptions({
  queryKey: activityKey,
  queryFn: ({ signal }) => getData(client.GET("/api/v1/activity", { signal })),
  refetchInterval: refetchPeriod,
});
