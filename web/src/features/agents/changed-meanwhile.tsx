import { Button } from "@mantine/core";
import { useState } from "react";
import styles from "./changed-meanwhile.module.css";

interface Props {
  onLoad: () => Promise<void>;
  /** What happened, and what loading the new state will do. */
  children: React.ReactNode;
}

/** Somebody else has saved since this page read what is edited. */
export function ChangedMeanwhile({ onLoad, children }: Props) {
  const [loading, setLoading] = useState(false);
  const [failed, setFailed] = useState(false);
  const load = () => {
    setLoading(true);
    setFailed(false);
    onLoad().catch(() => {
      setFailed(true);
      setLoading(false);
    });
  };
  return (
    <div role="alert" className={styles.notice}>
      <p>{children}</p>
      {failed && <p>The new state could not be loaded.</p>}
      <Button variant="default" size="xs" loading={loading} onClick={load}>
        Load the new state
      </Button>
    </div>
  );
}
