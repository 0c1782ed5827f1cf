import { Link } from "@tanstack/react-router";
import styles from "../../components/back-link.module.css";
import { latestCallsSearch } from "./calls-search";

export function BackToCalls() {
  return (
    <Link to="/calls" search={latestCallsSearch() as never} className={styles.back}>
      ← Calls
    </Link>
  );
}
