import { Button } from "@mantine/core";
import styles from "./dialog-actions.module.css";

interface Props {
  /** What the button does, in its own words. */
  submit: string;
  busy: boolean;
  danger?: boolean;
  onCancel: () => void;
}

/** The last line of a dialog. It stays in sight while the dialog scrolls. */
export function DialogActions({ submit, busy, danger = false, onCancel }: Props) {
  return (
    <div className={styles.actions}>
      <Button variant="default" onClick={onCancel}>
        Cancel
      </Button>
      <Button type="submit" loading={busy} color={danger ? "red" : undefined}>
        {submit}
      </Button>
    </div>
  );
}
