import { Link, useSearch } from "@tanstack/react-router";
import type { List } from "../../api/list";
import { withCursor, type ListSearch } from "./list-search";
import styles from "./list.module.css";
import { describeRange, getPositions } from "./page-range";

interface Props {
  list: List<unknown>;
  search: ListSearch;
  /** How many items there are on all pages, where that is known and the list does not say it. */
  total?: number;
}

/** Links to the next and previous page of a list, each of which has its own address, and which items this page has. */
export function Pager({ list, search, total }: Props) {
  const { position } = useSearch({ strict: false }) as ListSearch;
  if (!list.next_cursor && !list.previous_cursor) return null;
  const { previous, next } = getPositions({ list, position, limit: search.limit });
  const range = describeRange({ list, position, total });
  return (
    <nav aria-label="Pages" className={styles.pager}>
      <PageLink search={search} cursor={list.previous_cursor} position={previous}>
        Previous
      </PageLink>
      <PageLink search={search} cursor={list.next_cursor} position={next}>
        Next
      </PageLink>
      {range && (
        <span className={styles.count} role="status">
          {range}
        </span>
      )}
    </nav>
  );
}

interface PageLinkProps {
  search: ListSearch;
  /** Null if there is no such page: the link is then disabled. */
  cursor: string | null;
  position: number | undefined;
  children: React.ReactNode;
}

function PageLink({ search, cursor, position, children }: PageLinkProps) {
  if (!cursor) {
    return (
      <span aria-disabled role="link" className={styles.pageLink}>
        {children}
      </span>
    );
  }
  return (
    <Link to="." search={withCursor(search, cursor, position) as never} className={styles.pageLink}>
      {children}
    </Link>
  );
}
