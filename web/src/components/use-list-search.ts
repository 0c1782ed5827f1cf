import { useNavigate, useSearch } from "@tanstack/react-router";
import { filteredBy, sortedBy, type ListSearch } from "./list-search";

/** What the list of this page shows, read from the address, and the ways to change it. */
export function useListSearch<Search extends ListSearch>() {
  const current: unknown = useSearch({ strict: false });
  const search = current as Search;
  const navigate = useNavigate();
  const go = (next: Search) => void navigate({ to: ".", search: next as never, resetScroll: false });
  return {
    search,
    sortBy: (sort: string) => go(sortedBy(search, sort as Search["sort"])),
    filterBy: (filter: Partial<Search>) => go(filteredBy(search, filter)),
  };
}
