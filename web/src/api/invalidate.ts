import type { QueryClient, QueryKey } from "@tanstack/react-query";

/** Reads what is shown of these keys again, and the rest when it is shown next. */
export function invalidate(queryClient: QueryClient, keys: readonly QueryKey[]): Promise<unknown> {
  return Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}
