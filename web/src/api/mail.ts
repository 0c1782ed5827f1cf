import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answer, client } from "./client";
import type { List } from "./list";
import type { Mail, operations } from "./schema";

type MailQuery = NonNullable<operations["listMail"]["parameters"]["query"]>;
export type MailSort = NonNullable<MailQuery["sort"]>;
export type MailState = Mail["state"];

/** How often is looked again while mail is on its way. */
const whileQueued = 3_000;

export function mailListQuery(query: MailQuery) {
  return queryOptions({
    queryKey: ["mail", "list", query],
    queryFn: ({ signal }): Promise<List<Mail>> =>
      answer(client.GET("/api/v1/mail", { params: { query }, signal })) as Promise<List<Mail>>,
    placeholderData: keepPreviousData,
    // What was just sent is what one comes to see.
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.items.some((mail) => mail.state === "queued") ? whileQueued : false),
  });
}

export function mailQuery(id: string) {
  return queryOptions({
    queryKey: ["mail", "one", id],
    queryFn: ({ signal }) => answer(client.GET("/api/v1/mail/{id}", { params: { path: { id } }, signal })),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.state === "queued" ? whileQueued : false),
  });
}
