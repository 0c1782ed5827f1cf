import styles from "./list.module.css";

/** A grid of filters. */
export function FilterPanel({ children }: { children: React.ReactNode }) {
  return <div className={styles.panel}>{children}</div>;
}
