import { Button } from "@mantine/core";
import styles from "./dialog-actions.module.css";

interface Props {
  /** What the button does, in its own words. */
  submit: string;
  busy: boolean;
  disabled?: boolean;
  danger?: boolean;
  onCancel: () => void;
  /** What is to be read before the button is pressed. It stays in sight with it. */
  children?: React.ReactNode;
}

/** The last line of a dialog. It stays in sight while the dialog scrolls. */
export function DialogActions({ submit, busy, disabled = false, danger = false, onCancel, children }: Props) {
  return (
    <div className={styles.foot}>
      {children}
      <div className={styles.actions}>
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" loading={busy} disabled={disabled} color={danger ? "red" : undefined}>
          {submit}
        </Button>
      </div>
    </div>
  );
}
