import { Link } from "@tanstack/react-router";
import { atCursor, type ListSearch } from "./list-search";
import styles from "./page-link.module.css";

interface Props {
  search: ListSearch;
  cursor: string | null;
  children: React.ReactNode;
}

/** The way to a neighbouring page of a list, or its name in grey where there is none. */
export function PageLink({ search, cursor, children }: Props) {
  if (!cursor) {
    return (
      <span aria-disabled role="link" className={styles.link}>
        {children}
      </span>
    );
  }
  return (
    <Link to="." search={atCursor(search, cursor) as never} className={styles.link}>
      {children}
    </Link>
  );
}
