import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answer, client } from "./client";
import type { List } from "./list";
import type { AuditEntry, operations } from "./schema";

type AuditQuery = NonNullable<operations["listAuditEntries"]["parameters"]["query"]>;
export type AuditSort = NonNullable<AuditQuery["sort"]>;

export function auditQuery(query: AuditQuery) {
  return queryOptions({
    queryKey: ["audit-entries", query],
    queryFn: ({ signal }): Promise<List<AuditEntry>> =>
      answer(client.GET("/api/v1/audit-entries", { params: { query }, signal })) as Promise<List<AuditEntry>>,
    placeholderData: keepPreviousData,
    // What was just done is what one comes to see.
    staleTime: 0,
  });
}
