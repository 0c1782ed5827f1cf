import { CsvLink } from "./csv-link";
import styles from "./list.module.css";

interface Props {
  /** The address of the list as a CSV file. */
  csv?: string;
  /** One or two filters, a count, a button that clears the filters. */
  children: React.ReactNode;
}

/** Above a list with only one or two filters, in place of a `FilterBar`. */
export function FilterRow({ csv, children }: Props) {
  return (
    <div className={styles.row}>
      {children}
      {csv && <CsvLink className={styles.csv} href={csv} />}
    </div>
  );
}
