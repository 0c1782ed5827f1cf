import { Anchor, Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { membersFile } from "../../api/members";
import type { MemberSummary } from "../../api/schema";
import type { List } from "../../api/list";
import { SearchField } from "../../components/search-field";
import type { Step } from "../../components/use-list-search";
import { MemberCount } from "./member-count";
import { MemberFilterChips } from "./member-filter-chips";
import { MemberFilterPanel } from "./member-filter-panel";
import { filterOf, type MembersSearch } from "./members-search";
import styles from "../../components/list-filters.module.css";

const reviewDays = 90;

interface Props {
  search: MembersSearch;
  filterBy: (filter: Partial<MembersSearch>, step?: Step) => void;
  /** What the list shows now. */
  list: List<MemberSummary> | undefined;
}

/** What stands over the list: the search, the filters in force and how many members fit. */
export function MemberFilters({ search, filterBy, list }: Props) {
  const [opened, { toggle }] = useDisclosure(false);
  const isReview = search.inactive_days === reviewDays;
  return (
    <section aria-label="Filters" className={styles.filters}>
      <div className={styles.row}>
        <SearchField
          className={styles.search}
          label="Search members"
          value={search.search ?? ""}
          // Typing on is the same step: Back does not go through every letter.
          onSearch={(text) => filterBy({ search: text.trim() ? text : undefined }, search.search ? "same" : "new")}
        />
        <Button variant="default" aria-expanded={opened} aria-controls="member-filters" onClick={toggle}>
          Filters
        </Button>
        <Button
          variant={isReview ? "light" : "default"}
          aria-pressed={isReview}
          onClick={() => filterBy({ inactive_days: isReview ? undefined : reviewDays })}
        >
          Inactive for {reviewDays} days
        </Button>
        <Anchor className={styles.file} href={membersFile({ ...filterOf(search), sort: search.sort })} download>
          Download CSV
        </Anchor>
      </div>
      <div id="member-filters">{opened && <MemberFilterPanel search={search} filterBy={filterBy} />}</div>
      <div className={styles.row}>
        <MemberCount search={search} list={list} />
        <MemberFilterChips search={search} filterBy={filterBy} />
      </div>
    </section>
  );
}
