import { NativeSelect } from "@mantine/core";
import type { TableColumn } from "./table-column";
import styles from "./sort-choice.module.css";

interface Props {
  columns: Pick<TableColumn<never>, "title" | "sort" | "firstDescending">[];
  sort: string | undefined;
  onSort: (sort: string) => void;
}

/** The order of a list on a phone, where there are no column titles to press. */
export function SortChoice({ columns, sort, onSort }: Props) {
  const choices = columns.flatMap(({ title, sort: key, firstDescending }) => {
    if (!key) return [];
    const up = { value: key, label: `${title} ${firstDescending ? "(oldest first)" : "(A–Z)"}` };
    const down = { value: `-${key}`, label: `${title} ${firstDescending ? "(newest first)" : "(Z–A)"}` };
    return firstDescending ? [down, up] : [up, down];
  });
  // A search has an order of its own as long as none is chosen.
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
