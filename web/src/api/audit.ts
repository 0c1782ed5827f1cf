import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { client, getData } from "./client";
import { buildAddress, type List } from "./list";
import { auditKey } from "./query-keys";
import type { AuditEntry, operations } from "./schema";

type AuditQuery = NonNullable<operations["listAuditEntries"]["parameters"]["query"]>;
export type AuditSort = NonNullable<AuditQuery["sort"]>;
export type AuditFilter = Omit<AuditQuery, "sort" | "cursor" | "limit">;

export function auditQuery(query: AuditQuery) {
  return queryOptions({
    queryKey: [...auditKey, query],
    queryFn: ({ signal }): Promise<List<AuditEntry>> =>
      getData(client.GET("/api/v1/audit-entries", { params: { query }, signal })) as Promise<List<AuditEntry>>,
    placeholderData: keepPreviousData,
    // The newest entries matter most, so the list is always read again.
    staleTime: 0,
  });
}

/** The address of the log as a CSV file, with the filters and the order, without the page. */
export function getAuditFile(query: AuditQuery): string {
  return buildAddress("/api/v1/audit-entries.csv", { ...query, cursor: undefined, limit: undefined });
}
