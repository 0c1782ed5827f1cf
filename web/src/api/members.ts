import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { client, getData } from "./client";
import { buildAddress, largestPage, type List } from "./list";
import { memberListsKey, membersKey, oneMemberKey } from "./query-keys";
import type { Member, MemberSession, MemberSummary, operations, UpdateMember } from "./schema";

type MembersQuery = NonNullable<operations["listMembers"]["parameters"]["query"]>;
export type MemberSort = NonNullable<MembersQuery["sort"]>;
export type MemberFilter = Omit<MembersQuery, "sort" | "cursor" | "limit" | "total">;

/** How often the list is loaded while an invitation is queued, in milliseconds. */
const queuedInterval = 3_000;

export function membersQuery(query: MembersQuery) {
  return queryOptions({
    queryKey: [...memberListsKey, query],
    queryFn: ({ signal }): Promise<List<MemberSummary>> =>
      getData(client.GET("/api/v1/members", { params: { query }, signal })) as Promise<List<MemberSummary>>,
    placeholderData: keepPreviousData,
    // Shows the delivery of an invitation soon after its email is sent.
    refetchInterval: ({ state }) => (state.data?.items.some(isInvitationQueued) ? queuedInterval : false),
  });
}

function isInvitationQueued({ invitation }: MemberSummary): boolean {
  return invitation?.delivery.state === "queued";
}

/** The number of members that match. A query of its own, since counting takes longer than reading a page. */
export function membersTotalQuery(filter: MemberFilter) {
  return queryOptions({
    queryKey: [...memberListsKey, "total", filter],
    queryFn: async ({ signal }) => {
      const query = { ...filter, limit: 1, total: true };
      return (await getData(client.GET("/api/v1/members", { params: { query }, signal }))).total;
    },
  });
}

/** The address of the whole list as a CSV file. */
export function getMembersFile(query: MemberFilter & { sort?: MemberSort }): string {
  return buildAddress("/api/v1/members.csv", query);
}

/** Never from the cache: editing starts from the current state. */
export function memberQuery(id: string) {
  return queryOptions({
    queryKey: [...oneMemberKey, id],
    queryFn: ({ signal }) => getData(client.GET("/api/v1/members/{id}", { params: { path: { id } }, signal })),
    staleTime: 0,
    gcTime: 0,
  });
}

export function memberSessionsQuery(id: string) {
  return queryOptions({
    queryKey: [...oneMemberKey, id, "sessions"],
    queryFn: ({ signal }): Promise<List<MemberSession>> =>
      getData(
        client.GET("/api/v1/members/{id}/sessions", {
          params: { path: { id }, query: { limit: largestPage } },
          signal,
        }),
      ) as Promise<List<MemberSession>>,
  });
}

/** The effects of changes that only the server knows. Nothing is changed. Never from the cache: calls come and go. */
export function memberChangesQuery({ id, etag }: Pick<Member, "id" | "etag">, changes: UpdateMember) {
  return queryOptions({
    queryKey: [...membersKey, "changes", id, etag, changes],
    queryFn: ({ signal }) =>
      getData(client.POST("/api/v1/members/{id}/changes", { params: { path: { id } }, body: changes, signal })),
    staleTime: 0,
    gcTime: 0,
  });
}
