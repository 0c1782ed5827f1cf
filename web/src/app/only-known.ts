/**
 * Reads the search of a page. The router merges what a page reads into what stands in the address, so a value that was
 * dropped would be there all the same; here it is undefined instead.
 */
export function onlyKnown<Search extends object>(read: (raw: Record<string, unknown>) => Search) {
  return (raw: Record<string, unknown>): Search => ({
    ...Object.fromEntries(Object.keys(raw).map((name) => [name, undefined])),
    ...read(raw),
  });
}
