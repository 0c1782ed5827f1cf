import { keepPreviousData, queryOptions, useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { client, getData, ifUnchanged } from "./client";
import { buildAddress, largestPage, type List } from "./list";
import { auditKey, memberListsKey, membersKey, oneMemberKey } from "./query-keys";
import type {
  CreateMember,
  InviteAgain,
  Member,
  MemberSession,
  MemberSummary,
  operations,
  SetPassword,
  UpdateMember,
} from "./schema";
import { sessionQuery } from "./session";

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

/** The effects of changes that only the server knows. Nothing is changed. */
export function memberChangesQuery(id: string, changes: UpdateMember) {
  return queryOptions({
    queryKey: [...membersKey, "changes", id, changes],
    queryFn: ({ signal }) =>
      getData(client.POST("/api/v1/members/{id}/changes", { params: { path: { id } }, body: changes, signal })),
    placeholderData: keepPreviousData,
  });
}

export function useCreateMember() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateMember) => getData(client.POST("/api/v1/members", { body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: memberListsKey }),
  });
}

export function useUpdateMember() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ member, changes }: { member: Member; changes: UpdateMember }) =>
      getData(client.PATCH("/api/v1/members/{id}", { params: ifUnchanged(member), body: changes })),
    onSuccess: () => refresh(queryClient),
  });
}

export function useSetMemberPassword(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: SetPassword) =>
      getData(client.PUT("/api/v1/members/{id}/password", { params: { path: { id } }, body })),
    // A pending invitation ends.
    onSuccess: () => refreshMembers(queryClient),
  });
}

/** A new link for a pending invitation: sent by email, or in the response. */
export function useSendInvitation(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: InviteAgain) =>
      getData(client.POST("/api/v1/members/{id}/invitation", { params: { path: { id } }, body })),
    // The response may contain a link, which is shown once.
    gcTime: 0,
    // Also after a refusal: the invitation may have been accepted meanwhile.
    onSettled: () => refreshMembers(queryClient),
  });
}

export function useRevokeInvitation(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => getData(client.DELETE("/api/v1/members/{id}/invitation", { params: { path: { id } } })),
    onSettled: () => refreshMembers(queryClient),
  });
}

export function useEndMemberSessions(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => getData(client.DELETE("/api/v1/members/{id}/sessions", { params: { path: { id } } })),
    onSuccess: () => refresh(queryClient),
  });
}

export function useEndMemberSession(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (session: string) =>
      getData(client.DELETE("/api/v1/members/{id}/sessions/{session}", { params: { path: { id, session } } })),
    onSettled: () => refreshMembers(queryClient),
  });
}

/** `onEnded` runs before anything is read again: for members who end their own access. */
export function useSuspendMember(id: string, onEnded?: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => getData(client.PUT("/api/v1/members/{id}/suspension", { params: { path: { id } } })),
    onSuccess: onEnded,
    onSettled: () => refresh(queryClient),
  });
}

export function useRestoreMember(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => getData(client.DELETE("/api/v1/members/{id}/suspension", { params: { path: { id } } })),
    onSettled: () => refresh(queryClient),
  });
}

/** `onEnded` as of useSuspendMember. */
/** A refusal is over once `onRefused` is. */
export function useRemoveMember(
  member: MemberSummary,
  { onEnded, onRefused }: { onEnded?: () => void; onRefused: (error: Error) => Promise<void> },
) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => getData(client.DELETE("/api/v1/members/{id}", { params: ifUnchanged(member) })),
    onSuccess: onEnded,
    onError: onRefused,
    // What is shown of the member alone stays: there is nothing to read any more.
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
      await queryClient.invalidateQueries({ queryKey: memberListsKey });
    },
  });
}

/** The session first: administrators who change themselves may lose access to the list. */
async function refresh(queryClient: QueryClient): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
  await refreshMembers(queryClient);
}

/** The list, the page of a member, and the history on it. */
function refreshMembers(queryClient: QueryClient) {
  return Promise.all(
    [memberListsKey, oneMemberKey, auditKey].map((queryKey) => queryClient.invalidateQueries({ queryKey })),
  );
}
