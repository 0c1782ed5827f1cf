import { useIsFetching, useIsMutating } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import styles from "./progress-line.module.css";

const quietFor = 300;

/** A thin line at the top of the window while something takes longer than a moment. */
export function ProgressLine() {
  const busy = useIsFetching() + useIsMutating() > 0;
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(busy), busy ? quietFor : 0);
    return () => clearTimeout(timer);
  }, [busy]);
  return shown ? <div className={styles.line} aria-hidden /> : null;
}
