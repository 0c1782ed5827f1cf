import { NativeSelect } from "@mantine/core";
import type { TableColumn } from "./table-column";
import styles from "./table.module.css";

type SortableColumn = Pick<TableColumn<never>, "title" | "sort" | "firstDescending">;

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

interface ChoiceProps {
  columns: SortableColumn[];
  sort: string | undefined;
  onSort: (sort: string) => void;
}

/** Chooses the order on a phone, where there are no column titles. */
export function SortChoice({ columns, sort, onSort }: ChoiceProps) {
  const choices = columns.flatMap(({ title, sort: key, firstDescending }) => {
    if (!key) return [];
    const up = { value: key, label: `${title} ${firstDescending ? "(oldest first)" : "(A–Z)"}` };
    const down = { value: `-${key}`, label: `${title} ${firstDescending ? "(newest first)" : "(Z–A)"}` };
    return firstDescending ? [down, up] : [up, down];
  });
  // Search results are ordered by relevance until another order is chosen.
  if (sort === undefined) choices.unshift({ value: "", label: "Best match" });
  return (
    <NativeSelect
      className={styles.sortChoice}
      aria-label="Sort by"
      size="xs"
      data={choices}
      value={sort ?? ""}
      onChange={(event) => onSort(event.currentTarget.value)}
    />
  );
}
