import { NativeSelect } from "@mantine/core";
import type { SortableColumn } from "./sorting";
import styles from "./table.module.css";

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
