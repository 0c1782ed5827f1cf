import { Anchor, Button } from "@mantine/core";
import { useState } from "react";
import type { OutdatedDraft } from "./use-draft";
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
      {failed && <p>The latest version could not be loaded.</p>}
      <Button variant="default" size="xs" loading={loading} onClick={load}>
        Load the latest version
      </Button>
    </div>
  );
}

/** What was typed before a reload is shown, and somebody has saved other values there since. */
export function OutdatedDraftNotice({ isOutdated, showSaved }: OutdatedDraft) {
  if (!isOutdated) return null;
  return (
    <div role="alert" className={styles.notice}>
      <p>Someone else saved changes while you were editing. Your unsaved values are shown.</p>
      <Button variant="default" size="xs" onClick={showSaved}>
        Use the saved values
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
          Someone changed this to “<bdi>{text}</bdi>”.{" "}
        </>
      ) : (
        "Someone cleared this. "
      )}
      <Anchor component="button" type="button" inherit onClick={onUse}>
        Use this
      </Anchor>
    </>
  );
}
