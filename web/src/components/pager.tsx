import type { List } from "../api/list";
import type { ListSearch } from "./list-search";
import { PageLink } from "./page-link";
import styles from "./pager.module.css";

interface Props {
  list: List<unknown>;
  search: ListSearch;
}

/** The ways to the neighbouring pages. They are links: a page of a list has an address of its own. */
export function Pager({ list, search }: Props) {
  if (!list.next_cursor && !list.previous_cursor) return null;
  return (
    <nav aria-label="Pages" className={styles.pager}>
      <PageLink search={search} cursor={list.previous_cursor}>
        Previous
      </PageLink>
      <PageLink search={search} cursor={list.next_cursor}>
        Next
      </PageLink>
    </nav>
  );
}
