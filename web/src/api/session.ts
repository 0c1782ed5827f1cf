import { queryOptions, useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { answer, client } from "./client";
import type { Session, SetUp, SignIn } from "./schema";

/** The session of somebody who is signed in. */
export type SignedIn = Required<Omit<Session, "member">> & { member: NonNullable<Session["member"]> };

export type SessionAction = SignedIn["can"][number];

export function isSignedIn(session: Session): session is SignedIn {
  return session.member !== null;
}

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: ({ signal }) => answer(client.GET("/api/v1/session", { signal })),
  staleTime: 15_000,
});

export const setupQuery = queryOptions({
  queryKey: ["setup"],
  queryFn: ({ signal }) => answer(client.GET("/api/v1/setup", { signal })),
  staleTime: 0,
});

export function useSignIn() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: SignIn) => answer(client.POST("/api/v1/session", { body })),
    onSuccess: (session) => startAs(queryClient, session),
  });
}

export function useSetUp() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: SetUp) => answer(client.POST("/api/v1/setup", { body })),
    onSuccess: (session) => startAs(queryClient, session),
  });
}

export function useSignOut() {
  return useMutation({ mutationFn: () => answer(client.DELETE("/api/v1/session")) });
}

const gates: unknown[] = ["setup", "invitation"];

/** Nothing that was read before belongs to who is signed in now; the gates themselves are not read again. */
export function startAs(queryClient: QueryClient, session: Session): void {
  queryClient.removeQueries({ predicate: ({ queryKey }) => !gates.includes(queryKey[0]) });
  queryClient.setQueryData(sessionQuery.queryKey, session);
}
