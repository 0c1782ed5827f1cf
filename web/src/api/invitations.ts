import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, client } from "./client";
import type { AcceptInvitation } from "./schema";
import { startAs } from "./session";

/** What the link with this token invites to. Looked up once: it is what it was when it was opened. */
export function openedInvitationQuery(token: string) {
  return queryOptions({
    queryKey: ["invitation", token],
    queryFn: ({ signal }) => answer(client.POST("/api/v1/invitations/lookup", { body: { token }, signal })),
    staleTime: Infinity,
    gcTime: 0,
  });
}

export function useAcceptInvitation() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: AcceptInvitation) => answer(client.POST("/api/v1/invitations/acceptance", { body })),
    onSuccess: (session) => startAs(queryClient, session),
  });
}

export function useRenewInvitation() {
  return useMutation({
    mutationFn: (token: string) => answer(client.POST("/api/v1/invitations/renewal", { body: { token } })),
  });
}
