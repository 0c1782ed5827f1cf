import { Button } from "@mantine/core";
import { useState } from "react";
import styles from "./changed-meanwhile.module.css";

/** Somebody else has saved the agent since this page read it. */
export function ChangedMeanwhile({ onLoad }: { onLoad: () => Promise<void> }) {
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
      <p>
        This agent was changed meanwhile, so nothing was saved. Load the new state: what you typed stays, and you see
        where the two differ.
      </p>
      {failed && <p>The new state could not be loaded.</p>}
      <Button variant="default" size="xs" loading={loading} onClick={load}>
        Load the new state
      </Button>
    </div>
  );
}
