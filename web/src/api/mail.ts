import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { client, getData } from "./client";
import type { List } from "./list";
import type { Mail, operations } from "./schema";

type MailQuery = NonNullable<operations["listMail"]["parameters"]["query"]>;
export type MailSort = NonNullable<MailQuery["sort"]>;

/** How often an email that is queued is read again, in milliseconds. */
const queuedPeriod = 3_000;

export function mailListQuery(query: MailQuery) {
  return queryOptions({
    queryKey: ["mail", "list", query],
    queryFn: ({ signal }): Promise<List<Mail>> =>
      getData(client.GET("/api/v1/mail", { params: { query }, signal })) as Promise<List<Mail>>,
    placeholderData: keepPreviousData,
    // The newest emails matter most, so the list is always read again.
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.items.some((mail) => mail.state === "queued") ? queuedPeriod : false),
  });
}

export function mailQuery(id: string) {
  return queryOptions({
    queryKey: ["mail", "one", id],
    queryFn: ({ signal }) => getData(client.GET("/api/v1/mail/{id}", { params: { path: { id } }, signal })),
    staleTime: 0,
    // Reading a text is recorded in the audit log, so it happens once for each visit.
    refetchOnWindowFocus: false,
    refetchOnReconnect: ({ state }) => state.data === undefined,
    refetchInterval: ({ state }) => (state.data?.state === "queued" ? queuedPeriod : false),
  });
}
