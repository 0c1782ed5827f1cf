import type { UseQueryResult } from "@tanstack/react-query";

/**
 * What a field shows in place of choices that are loading, or could not be read, and `noneFound` where none matches what
 * is typed. `invalid` is what is wrong with the value of the field.
 */
export function describeChoices(
  { isPending, isLoadingError, error }: UseQueryResult,
  noneFound: string,
  invalid?: React.ReactNode,
): { error?: React.ReactNode; nothingFoundMessage?: string } {
  if (isLoadingError) return { error: invalid ?? error?.message };
  return { error: invalid, nothingFoundMessage: isPending ? "Loading…" : noneFound };
}
