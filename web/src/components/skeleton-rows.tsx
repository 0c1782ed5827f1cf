import { VisuallyHidden } from "@mantine/core";
import styles from "./skeleton-rows.module.css";

/** Grey lines in the place of rows that are being read. They appear late, so that a quick answer shows no flash. */
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
