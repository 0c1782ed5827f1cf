import type { UseQueryResult } from "@tanstack/react-query";

/**
 * What a field shows in place of choices that are loading, or could not be read, and `noneFound` where none matches what
 * is typed.
 */
export function describeChoices(
  { isPending, isLoadingError, error }: UseQueryResult,
  noneFound: string,
): { error?: string; nothingFoundMessage?: string } {
  if (isLoadingError) return { error: error?.message };
  return { nothingFoundMessage: isPending ? "Loading…" : noneFound };
}
