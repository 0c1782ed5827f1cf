import { VisuallyHidden } from "@mantine/core";
import styles from "./skeleton-rows.module.css";

/** Grey lines in place of rows that are loading. They appear after a delay, so that a quick response shows no flash. */
export function SkeletonRows({ count = 6 }: { count?: number }) {
  return (
    <div className={styles.rows} role="status">
      <VisuallyHidden>Loading</VisuallyHidden>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} aria-hidden className={styles.row}>
          <span />
          <span />
          <span />
        </div>
      ))}
    </div>
  );
}
