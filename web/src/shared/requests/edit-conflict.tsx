import { Anchor, Button } from "@mantine/core";
import { useState } from "react";
import styles from "./edit-conflict.module.css";

interface NoticeProps {
  onLoad: () => Promise<unknown>;
  /** What happened, and the effect of loading the new state. */
  children: React.ReactNode;
}

/** Somebody else has saved since this page read what is being edited. */
export function EditConflictNotice({ onLoad, children }: NoticeProps) {
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

interface ValueProps {
  text: string;
  onUse: () => void;
}

/** The value that somebody else saved in a field that is being changed here too. */
export function ConflictingValue({ text, onUse }: ValueProps) {
  return (
    <>
      {text ? (
        <>
          Changed meanwhile to “<bdi>{text}</bdi>”.{" "}
        </>
      ) : (
        "Emptied meanwhile. "
      )}
      <Anchor component="button" type="button" inherit onClick={onUse}>
        Use this
      </Anchor>
    </>
  );
}
