import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useId } from "react";
import { CsvLink } from "./csv-link";
import styles from "./list.module.css";
import { FilterChips, type Chip } from "./filter-chips";
import type { ListSearch } from "./list-search";
import { SearchField } from "./search-field";
import type { ListControls } from "./use-list-search";

interface Props<Search extends ListSearch> {
  controls: ListControls<Search>;
  /** The accessible name and placeholder of the search field: "Search members". */
  searchLabel: string;
  /** The `FilterPanel` that the button "Filters" opens. It is mounted only while open. */
  panel: React.ReactNode;
  /** Buttons beside "Filters", for filters that are used often. */
  shortcuts?: React.ReactNode;
  /** The address of the list as a CSV file, with the filters and the order, without the page. */
  csv?: string;
  /** A `ListCount`. */
  count: React.ReactNode;
  /** The filters in force. The search text has no chip: it is in its field. */
  chips: Chip<Search>[];
  /** At the end of the line of chips. */
  children?: React.ReactNode;
}

/** Above a list: the search field, the filters, the CSV link, the count and the filters in force. */
export function FilterBar<Search extends ListSearch & { search?: string }>(props: Props<Search>) {
  const { controls, searchLabel, panel, shortcuts, csv, count, chips, children } = props;
  const { search, filterBy } = controls;
  const [opened, { toggle }] = useDisclosure(false);
  const panelId = useId();
  // Typing on replaces the step of the first letter, so that Back does not go through every letter.
  const searchFor = (text: string) =>
    filterBy({ search: text.trim() ? text : undefined } as Partial<Search>, search.search ? "same" : "new");

  return (
    <section aria-label="Filters" className={styles.bar}>
      <div className={styles.line}>
        <SearchField className={styles.search} label={searchLabel} value={search.search ?? ""} onSearch={searchFor} />
        <Button variant="default" aria-expanded={opened} aria-controls={panelId} onClick={toggle}>
          Filters
        </Button>
        {shortcuts}
        {csv && <CsvLink className={styles.csv} href={csv} />}
      </div>
      <div id={panelId}>{opened && panel}</div>
      <div className={styles.line}>
        {count}
        <FilterChips controls={controls} chips={chips} />
        {children}
      </div>
    </section>
  );
}
