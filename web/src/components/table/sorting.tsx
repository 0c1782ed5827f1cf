import type { TableColumn } from "./table-column";
import styles from "./table.module.css";

export type SortableColumn = Pick<TableColumn<never>, "title" | "sort" | "firstDescending">;

interface ButtonProps {
  column: SortableColumn;
  sort: string | undefined;
  onSort: (sort: string) => void;
}

/** The title of a sortable column. */
export function SortButton({ column, sort, onSort }: ButtonProps) {
  const key = column.sort!;
  const arrow = sort === key ? "↑" : sort === `-${key}` ? "↓" : "";
  return (
    <button
      type="button"
      className={styles.sortButton}
      data-sorted={arrow !== ""}
      onClick={() => onSort(getNextSort(key, column.firstDescending ?? false, sort))}
    >
      {column.title} <span aria-hidden>{arrow}</span>
    </button>
  );
}

/** The order after a click on a column: first the column's own direction, then the opposite one. */
export function getNextSort(column: string, firstDescending: boolean, current: string | undefined): string {
  const first = firstDescending ? `-${column}` : column;
  const second = firstDescending ? column : `-${column}`;
  return current === first ? second : first;
}
