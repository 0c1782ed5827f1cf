import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { client, getData } from "./client";
import { invalidate } from "./invalidate";
import { memberListsKey } from "./query-keys";
import type { List } from "./list";
import type { ChangeOwnPassword, OwnSession, OwnSignIn } from "./schema";
import { sessionQuery } from "./session";

const sessionsKey = ["profile", "sessions"] as const;

export const profileQuery = queryOptions({
  queryKey: ["profile"],
  queryFn: ({ signal }) => getData(client.GET("/api/v1/profile", { signal })),
});

export function ownSessionsQuery(query: { limit?: number; cursor?: string }) {
  return queryOptions({
    queryKey: [...sessionsKey, query],
    queryFn: ({ signal }): Promise<List<OwnSession>> =>
      getData(client.GET("/api/v1/profile/sessions", { params: { query }, signal })) as Promise<List<OwnSession>>,
    placeholderData: keepPreviousData,
  });
}

/** The newest ones. */
export function ownSignInsQuery(limit: number) {
  return queryOptions({
    queryKey: ["profile", "sign-ins", limit],
    queryFn: ({ signal }): Promise<List<OwnSignIn>> =>
      getData(client.GET("/api/v1/profile/sign-ins", { params: { query: { limit } }, signal })) as Promise<
        List<OwnSignIn>
      >,
  });
}

export function useChangeOwnPassword() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: ChangeOwnPassword) => getData(client.PUT("/api/v1/profile/password", { body })),
    // The session too: it says whether a password change is required.
    onSuccess: () => invalidate(queryClient, [sessionsKey, sessionQuery.queryKey]),
  });
}

export function useSetOwnPicture() {
  const refresh = useRefreshPicture();
  return useMutation({
    mutationFn: (picture: File) =>
      getData(
        client.PUT("/api/v1/profile/picture", {
          body: picture as never,
          bodySerializer: (body: unknown) => body as File,
          headers: { "Content-Type": picture.type },
        }),
      ),
    onSuccess: refresh,
  });
}

export function useRemoveOwnPicture() {
  const refresh = useRefreshPicture();
  return useMutation({
    mutationFn: () => getData(client.DELETE("/api/v1/profile/picture")),
    onSuccess: refresh,
  });
}

/** Loads again what contains the own picture. */
function useRefreshPicture() {
  const queryClient = useQueryClient();
  return () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: profileQuery.queryKey, exact: true }),
      queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey }),
      queryClient.invalidateQueries({ queryKey: memberListsKey }),
    ]);
}

export function useEndOwnSession() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => getData(client.DELETE("/api/v1/profile/sessions/{id}", { params: { path: { id } } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: sessionsKey }),
  });
}

export function useSignOutEverywhere() {
  return useMutation({ mutationFn: () => getData(client.DELETE("/api/v1/profile/sessions")) });
}
