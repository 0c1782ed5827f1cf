import { useIsMutating, useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { client, getData, ifUnchanged } from "./client";
import { invalidate } from "./invalidate";
import { memberQuery } from "./members";
import { auditKey, memberListsKey, oneMemberKey } from "./query-keys";
import type { CreateMember, InviteAgain, Member, MemberSummary, SetPassword, UpdateMember } from "./schema";
import { sessionQuery } from "./session";

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

const removalKey = ["remove-member"] as const;

/** Whether the removal of a member is under way, so that the member should not be read. */
export function useIsRemoving(id: string): boolean {
  return useIsMutating({ mutationKey: [...removalKey, id] }) > 0;
}

/** `onEnded` as of useSuspendMember. A refusal is over once `onRefused` is. */
export function useRemoveMember(
  member: MemberSummary,
  { onEnded, onRefused }: { onEnded?: () => void; onRefused: (error: Error) => Promise<void> },
) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationKey: [...removalKey, member.id],
    // What was asked before would be answered that the member does not exist.
    onMutate: () => queryClient.cancelQueries({ queryKey: memberQuery(member.id).queryKey, exact: true }),
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
  return invalidate(queryClient, [memberListsKey, oneMemberKey, auditKey]);
}
