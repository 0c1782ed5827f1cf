import { useIsFetching, useIsMutating } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import styles from "./progress-line.module.css";

const delay = 300;

/** A thin line at the top of the window while a request takes longer than the delay, in milliseconds. */
export function ProgressLine() {
  const busy = useIsFetching() + useIsMutating() > 0;
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(busy), busy ? delay : 0);
    return () => clearTimeout(timer);
  }, [busy]);
  return shown ? <div className={styles.line} aria-hidden /> : null;
}
