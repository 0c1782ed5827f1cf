import { useMutation, useQueryClient } from "@tanstack/react-query";
import { client, getData } from "./client";
import type { CompletePasswordReset } from "./schema";
import { sessionQuery } from "./session";

export function useRequestPasswordReset() {
  return useMutation({
    mutationFn: (email: string) => getData(client.POST("/api/v1/password-resets", { body: { email } })),
  });
}

export function useCompletePasswordReset() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: CompletePasswordReset) => getData(client.POST("/api/v1/password-resets/completion", { body })),
    // All sessions of the member have ended, which may include this one.
    onSuccess: () => queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey }),
  });
}
