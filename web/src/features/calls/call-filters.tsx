import { Anchor, Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { callsFile } from "../../api/calls";
import type { List } from "../../api/list";
import styles from "../../components/list-filters.module.css";
import { SearchField } from "../../components/search-field";
import type { Step } from "../../components/use-list-search";
import { CallCount } from "./call-count";
import { CallFilterChips } from "./call-filter-chips";
import { CallFilterPanel } from "./call-filter-panel";
import { filterOf, type CallsSearch } from "./calls-search";

interface Props {
  search: CallsSearch;
  filterBy: (filter: Partial<CallsSearch>, step?: Step) => void;
  /** What the list shows now. */
  list: List<unknown> | undefined;
  children?: React.ReactNode;
}

/** What stands over the list: the search, the filters in force and how many calls fit. */
export function CallFilters({ search, filterBy, list, children }: Props) {
  const [opened, { toggle }] = useDisclosure(false);
  return (
    <section aria-label="Filters" className={styles.filters}>
      <div className={styles.row}>
        <SearchField
          className={styles.search}
          label="Search transcripts"
          value={search.search ?? ""}
          // Typing on is the same step: Back does not go through every letter.
          onSearch={(text) => filterBy({ search: text.trim() ? text : undefined }, search.search ? "same" : "new")}
        />
        <Button variant="default" aria-expanded={opened} aria-controls="call-filters" onClick={toggle}>
          Filters
        </Button>
        <Anchor className={styles.file} href={callsFile(filterOf(search))} download>
          Download CSV
        </Anchor>
      </div>
      <div id="call-filters">{opened && <CallFilterPanel search={search} filterBy={filterBy} />}</div>
      <div className={styles.row}>
        <CallCount list={list} />
        <CallFilterChips search={search} filterBy={filterBy} />
        {children}
      </div>
    </section>
  );
}
