import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { client, getData } from "./client";
import { buildAddress, type List } from "./list";
import type { AuditEntry, operations } from "./schema";

type AuditQuery = NonNullable<operations["listAuditEntries"]["parameters"]["query"]>;
export type AuditSort = NonNullable<AuditQuery["sort"]>;

export function auditQuery(query: AuditQuery) {
  return queryOptions({
    queryKey: ["audit-entries", query],
    queryFn: ({ signal }): Promise<List<AuditEntry>> =>
      getData(client.GET("/api/v1/audit-entries", { params: { query }, signal })) as Promise<List<AuditEntry>>,
    placeholderData: keepPreviousData,
    // The newest entries matter most, so the list is always read again.
    staleTime: 0,
  });
}

/** The address of the log as a CSV file, with the filters and the order, without the page. */
export function getAuditFile(query: AuditQuery): string {
  const { action, actor_id, actor_token_id, subject_id, sort } = query;
  return buildAddress("/api/v1/audit-entries.csv", { action, actor_id, actor_token_id, subject_id, sort });
}
