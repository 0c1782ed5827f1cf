import type { List } from "../../api/list";
import styles from "../../components/list-count.module.css";
import { counted } from "../../components/numbers";

/** How many calls fit, where that is known: counting millions would take longer than reading a page of them. */
export function CallCount({ list }: { list: List<unknown> | undefined }) {
  const isFirst = list !== undefined && !list.previous_cursor;
  return (
    <span className={styles.count} role="status">
      {isFirst &&
        (list.next_cursor ? `More than ${counted(list.items.length, "call")}` : counted(list.items.length, "call"))}
    </span>
  );
}
