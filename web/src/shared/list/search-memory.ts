import type { ListSearch } from "./list-search";
import type { ListControls } from "./use-list-search";

/** Remembers what a list showed last, so that the link back from one of its items leads there. */
export function createSearchMemory<Search extends ListSearch>() {
  let latest = {} as Search;
  return {
    latest: () => latest,
    remember: ({ search, position }: Pick<ListControls<Search>, "search" | "position">) => {
      latest = { ...search, position };
    },
  };
}
