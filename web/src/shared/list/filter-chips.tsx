import { Button, CloseIcon } from "@mantine/core";
import styles from "./list.module.css";
import type { ListSearch } from "./list-search";
import type { ListControls } from "./use-list-search";

/** A filter in force: its name in the address, and the words for its value. */
export interface Chip<Search> {
  name: keyof Search;
  text: string;
}

interface Props<Search extends ListSearch> {
  controls: ListControls<Search>;
  /** None where the fields are beside the button and show all filters. */
  chips?: Chip<Search>[];
}

/** The filters in force, each with a button that removes it, and a button that clears all, the search text too. */
export function FilterChips<Search extends ListSearch>({ controls, chips = [] }: Props<Search>) {
  const { filterBy, isFiltered, clearFilters } = controls;
  return (
    <>
      {chips.map(({ name, text }) => (
        <button
          key={String(name)}
          type="button"
          className={styles.chip}
          aria-label={`Remove filter: ${text}`}
          onClick={() => filterBy({ [name]: undefined } as Partial<Search>)}
        >
          <bdi>{text}</bdi>
          <CloseIcon size="12" aria-hidden />
        </button>
      ))}
      {isFiltered && (
        <Button variant="subtle" size="compact-sm" onClick={clearFilters}>
          Clear
        </Button>
      )}
    </>
  );
}
