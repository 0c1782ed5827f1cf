import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { isFiltered, withFilter, withoutFilters, withSort, type ListSearch } from "./list-search";

/** "new" adds a step to the history; "same" replaces the current one, for text that is still being typed. */
type Step = "new" | "same";

/** What a list shows, and the functions to change it. */
export interface ListControls<Search extends ListSearch = ListSearch> {
  /** Without the position, which the API does not know. */
  search: Search;
  position: number | undefined;
  sortBy: (sort: string) => void;
  filterBy: (filter: Partial<Search>, step?: Step) => void;
  isFiltered: boolean;
  clearFilters: () => void;
}

const none = {};

/**
 * Reads what the list of this page shows from the address, and changes the address. `known` are the filters of the list,
 * or a function that returns them for what is in the address.
 */
export function useListSearch<Search extends ListSearch>(
  known: object | ((search: Search) => object) = none,
): ListControls<Search> {
  const current: unknown = useSearch({ strict: false });
  const { search, position } = useMemo(() => {
    const { position, ...search } = current as Search;
    return { search: search as Search, position };
  }, [current]);
  const filters = typeof known === "function" ? (known as (search: Search) => object)(search) : known;
  const navigate = useNavigate();
  const go = (next: Search, step: Step = "new") =>
    void navigate({ to: ".", search: next as never, resetScroll: false, replace: step === "same" });
  return {
    search,
    position,
    sortBy: (sort) => go(withSort(search, sort as Search["sort"])),
    filterBy: (filter, step) => go(withFilter(search, filter), step),
    isFiltered: isFiltered(search, filters),
    clearFilters: () => go(withoutFilters(search, filters)),
  };
}
