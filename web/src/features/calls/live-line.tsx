import { Link } from "@tanstack/react-router";
import type { LiveState } from "../../api/live-calls";
import { atCursor } from "../../shared/list/list-search";
import type { CallsSearch } from "./calls-search";
import styles from "./live-line.module.css";

interface Props {
  state: LiveState;
  /** Whether there are calls that this page of the list does not show. */
  hasNew: boolean;
  search: CallsSearch;
}

/** Whether the list follows what happens, and the way to what is new. */
export function LiveLine({ state, hasNew, search }: Props) {
  return (
    <span className={styles.line} role="status" data-state={state}>
      {hasNew ? (
        <Link to="." search={atCursor(search, undefined) as never}>
          New calls
        </Link>
      ) : (
        words[state]
      )}
    </span>
  );
}

const words: Record<LiveState, string> = {
  waiting: "",
  live: "Live",
  lost: "Not live: the connection is lost, and tried again",
};
