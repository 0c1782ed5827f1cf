import { queryOptions, useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { client, getData } from "./client";
import { sessionKey } from "./query-keys";
import type { ConfirmPassword, Session, SetUp, SignIn } from "./schema";

/** The session of a member who is signed in. */
export type SignedIn = Required<Omit<Session, "member" | "untrusted_proxy">> &
  Pick<Session, "untrusted_proxy"> & { member: NonNullable<Session["member"]> };

export type SessionAction = SignedIn["can"][number];

export function isSignedIn(session: Session): session is SignedIn {
  return session.member !== null;
}

export const sessionQuery = queryOptions({
  queryKey: sessionKey,
  queryFn: ({ signal }) => getData(client.GET("/api/v1/session", { signal })),
  staleTime: 15_000,
});

export const setupQuery = queryOptions({
  queryKey: ["setup"],
  queryFn: ({ signal }) => getData(client.GET("/api/v1/setup", { signal })),
  staleTime: 0,
});

/** Whether the link to set up works. */
export function setupLinkQuery(token: string) {
  return queryOptions({
    queryKey: ["setup", "link", token],
    // A query has data: the answer has none.
    queryFn: ({ signal }) =>
      getData(client.POST("/api/v1/setup/check", { body: { token }, signal })).then(() => true as const),
    staleTime: Infinity,
    gcTime: 0,
  });
}

export function useSignIn() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: SignIn) => getData(client.POST("/api/v1/session", { body })),
    onSuccess: (session) => startSession(queryClient, session),
  });
}

/** Signs in over a page that stays open: what it has loaded stays, unless somebody else has signed in. */
export function useSignInAgain() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: SignIn) => getData(client.POST("/api/v1/session", { body })),
    onSuccess: (session) => queryClient.setQueryData(sessionQuery.queryKey, session),
  });
}

export function useSetUp() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: SetUp) => getData(client.POST("/api/v1/setup", { body })),
    onSuccess: (session) => startSession(queryClient, session),
  });
}

export function useSignOut() {
  return useMutation({ mutationFn: () => getData(client.DELETE("/api/v1/session")) });
}

/** Gives the own password again. */
export function useConfirmOwnPassword() {
  return useMutation({
    mutationFn: (body: ConfirmPassword) => getData(client.POST("/api/v1/session/confirmation", { body })),
  });
}

/** Queries of the pages that start a session. They do not depend on who is signed in. */
const keptQueries: unknown[] = ["setup", "invitation"];

/** Replaces the session, and drops everything that was loaded for the previous one. */
export function startSession(queryClient: QueryClient, session: Session): void {
  queryClient.removeQueries({ predicate: ({ queryKey }) => !keptQueries.includes(queryKey[0]) });
  queryClient.setQueryData(sessionQuery.queryKey, session);
}
