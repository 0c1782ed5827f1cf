import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiError } from "./api-error";
import { sessionKey } from "./query-keys";
import { ReadingAgain } from "./read-again";

interface Hooks {
  /** A request was refused because the session has ended. */
  onSessionEnded: () => void;
}

export function createQueryClient({ onSessionEnded }: Hooks): QueryClient {
  const onError = (error: Error) => {
    if (!(error instanceof ApiError)) return;
    if (error.code === "not_signed_in") onSessionEnded();
    // The rights of the caller have changed: read the session again, so that the page offers what is allowed now.
    if (error.status === 403) void queryClient.invalidateQueries({ queryKey: sessionKey });
  };

  const readingAgain = new ReadingAgain();
  const queryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        onError(error);
        if (isTemporary(error)) readingAgain.afterFailure(queryClient, query);
      },
      onSuccess: (_, query) => readingAgain.afterSuccess(query),
    }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        networkMode: "always",
        // Not the default with that mode: what failed without a network is read again once it is back.
        refetchOnReconnect: true,
        retry: (failures, error) => failures < 1 && isTemporary(error),
        retryDelay: 500,
      },
      // What was sent or answered, such as a password or a new API token, is kept for a second after its form has closed.
      // While a request without its form is running, a timer of this time looks again and again whether it has ended.
      mutations: { networkMode: "always", gcTime: 1_000 },
    },
  });
  return queryClient;
}

/** Whether the same request may succeed later: the server could not be reached, or failed. */
function isTemporary(error: Error): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status >= 500);
}
