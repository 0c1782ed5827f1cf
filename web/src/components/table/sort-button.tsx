import { nextSort } from "./next-sort";
import styles from "./sort-button.module.css";
import type { TableColumn } from "./table-column";

interface Props {
  column: Pick<TableColumn<never>, "title" | "sort" | "firstDescending">;
  sort: string | undefined;
  onSort: (sort: string) => void;
}

/** The title of a sortable column. */
export function SortButton({ column, sort, onSort }: Props) {
  const key = column.sort!;
  const arrow = sort === key ? "↑" : sort === `-${key}` ? "↓" : "";
  return (
    <button
      type="button"
      className={styles.button}
      data-sorted={arrow !== ""}
      onClick={() => onSort(nextSort(key, column.firstDescending ?? false, sort))}
    >
      {column.title} <span aria-hidden>{arrow}</span>
    </button>
  );
}
