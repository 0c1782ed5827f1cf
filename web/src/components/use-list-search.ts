import { useNavigate, useSearch } from "@tanstack/react-router";
import { filteredBy, sortedBy, type ListSearch } from "./list-search";

/** Whether Back leads to how the list was before, or what is typed goes on being the same step. */
export type Step = "new" | "same";

/** What the list of this page shows, read from the address, and the ways to change it. */
export function useListSearch<Search extends ListSearch>() {
  const current: unknown = useSearch({ strict: false });
  const search = current as Search;
  const navigate = useNavigate();
  const go = (next: Search, step: Step = "new") =>
    void navigate({ to: ".", search: next as never, resetScroll: false, replace: step === "same" });
  return {
    search,
    sortBy: (sort: string) => go(sortedBy(search, sort as Search["sort"])),
    filterBy: (filter: Partial<Search>, step?: Step) => go(filteredBy(search, filter), step),
  };
}
