import { useQuery } from "@tanstack/react-query";
import type { List } from "../../api/list";
import { membersTotalQuery } from "../../api/members";
import styles from "../../components/list-count.module.css";
import { filterOf, type MembersSearch } from "./members-search";

interface Props {
  search: MembersSearch;
  list: List<unknown> | undefined;
}

/** How many members fit, also for who cannot see the list change. One that fits on a page need not be counted. */
export function MemberCount({ search, list }: Props) {
  const isWhole = list !== undefined && !list.next_cursor && !list.previous_cursor;
  const counted = useQuery({ ...membersTotalQuery(filterOf(search)), enabled: list !== undefined && !isWhole });
  const count = isWhole ? list.items.length : counted.data;
  return (
    <span className={styles.count} role="status">
      {count !== undefined && `${count.toLocaleString("en")} ${count === 1 ? "member" : "members"}`}
    </span>
  );
}
