import { Link } from "@tanstack/react-router";
import type { List } from "../../api/list";
import { withCursor, type ListSearch } from "./list-search";
import styles from "./list.module.css";

interface Props {
  list: List<unknown>;
  search: ListSearch;
}

/** Links to the next and previous page of a list, each of which has its own address. */
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

interface PageLinkProps {
  search: ListSearch;
  /** Null if there is no such page: the link is then disabled. */
  cursor: string | null;
  children: React.ReactNode;
}

function PageLink({ search, cursor, children }: PageLinkProps) {
  if (!cursor) {
    return (
      <span aria-disabled role="link" className={styles.pageLink}>
        {children}
      </span>
    );
  }
  return (
    <Link to="." search={withCursor(search, cursor) as never} className={styles.pageLink}>
      {children}
    </Link>
  );
}
