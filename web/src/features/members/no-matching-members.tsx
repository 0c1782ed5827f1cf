import { NoMatches } from "../../shared/list/no-matches";
import type { ListControls } from "../../shared/list/use-list-search";
import type { MembersSearch } from "./members-search";

/** In place of the list: no member matches the search and the filters. */
export function NoMatchingMembers({ controls }: { controls: ListControls<MembersSearch> }) {
  const text = controls.search.search?.trim();
  return (
    <NoMatches title="Nobody fits" showAll="Show all members" onShowAll={controls.clearFilters}>
      {text ? (
        <>
          No name and no email has <bdi>“{text}”</bdi> in it, within the filters.
        </>
      ) : (
        "No member is as the filters ask."
      )}
    </NoMatches>
  );
}
