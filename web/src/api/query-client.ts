import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiError } from "./api-error";

interface Hooks {
  /** A request was refused because the session has ended. */
  onSessionEnded: () => void;
}

export function createQueryClient({ onSessionEnded }: Hooks): QueryClient {
  const onError = (error: Error) => {
    if (!(error instanceof ApiError)) return;
    if (error.code === "not_signed_in") onSessionEnded();
    // Rights have changed since the page asked for them: ask again, so that it offers what may be done now.
    if (error.status === 403) void queryClient.invalidateQueries({ queryKey: ["session"] });
  };

  const queryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        networkMode: "always",
        retry: (failures, error) => failures < 1 && mayPass(error),
        retryDelay: 500,
      },
      mutations: { networkMode: "always" },
    },
  });
  return queryClient;
}

/** Whether asking once more could help: the server was away or busy, and has not refused. */
function mayPass(error: Error): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status >= 500);
}
