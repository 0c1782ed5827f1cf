import { formatCount } from "../../lib/numbers";
import styles from "./list.module.css";

interface Props {
  /** Singular: "call". */
  noun: string;
  /** Undefined while it is not known: the status is then empty. */
  count: number | undefined;
  /** Whether there are more than `count`: "1,000+ calls". */
  isMinimum?: boolean;
}

/** How many items match the filters, as a status, so that screen readers announce a change. */
export function ListCount({ noun, count, isMinimum = false }: Props) {
  return (
    <span className={styles.count} role="status" data-takes-lost-focus>
      {count !== undefined && formatCount(count, noun, isMinimum)}
    </span>
  );
}
