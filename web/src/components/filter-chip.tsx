import { CloseIcon } from "@mantine/core";
import styles from "./filter-chip.module.css";

interface Props {
  children: React.ReactNode;
  /** Says what pressing it does, for who does not see the cross. */
  label: string;
  onRemove: () => void;
}

/** One filter that is in force; pressing it lifts the filter. */
export function FilterChip({ children, label, onRemove }: Props) {
  return (
    <button type="button" className={styles.chip} aria-label={label} onClick={onRemove}>
      <bdi>{children}</bdi>
      <CloseIcon size="12" aria-hidden />
    </button>
  );
}
