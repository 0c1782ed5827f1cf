import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { client, getData } from "./client";
import type { AcceptInvitation } from "./schema";
import { startSession } from "./session";

/** The invitation of a link. Loaded once, when the link is opened. */
export function invitationQuery(token: string) {
  return queryOptions({
    queryKey: ["invitation", token],
    queryFn: ({ signal }) => getData(client.POST("/api/v1/invitations/lookup", { body: { token }, signal })),
    staleTime: Infinity,
    gcTime: 0,
  });
}

export function useAcceptInvitation() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: AcceptInvitation) => getData(client.POST("/api/v1/invitations/acceptance", { body })),
    onSuccess: (session) => startSession(queryClient, session),
  });
}

export function useRenewInvitation() {
  return useMutation({
    mutationFn: (token: string) => getData(client.POST("/api/v1/invitations/renewal", { body: { token } })),
  });
}
