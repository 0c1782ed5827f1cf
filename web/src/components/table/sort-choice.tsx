import { NativeSelect } from "@mantine/core";
import styles from "./sort-choice.module.css";
import type { TableColumn } from "./table-column";

interface Props {
  columns: Pick<TableColumn<never>, "title" | "sort" | "firstDescending">[];
  sort: string | undefined;
  onSort: (sort: string) => void;
}

/** Chooses the order on a phone, where there are no column titles. */
export function SortChoice({ columns, sort, onSort }: Props) {
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
      className={styles.choice}
      aria-label="Sort by"
      size="xs"
      data={choices}
      value={sort ?? ""}
      onChange={(event) => onSort(event.currentTarget.value)}
    />
  );
}
