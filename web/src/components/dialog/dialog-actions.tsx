import { Button } from "@mantine/core";
import styles from "./dialog-actions.module.css";

interface Props {
  /** The text of the submit button: what it does. */
  submit: string;
  busy: boolean;
  disabled?: boolean;
  danger?: boolean;
  /** The text of the other button: "Back" where it leads to the step before. */
  cancel?: string;
  onCancel: () => void;
  /** Shown above the buttons, always visible with them. */
  children?: React.ReactNode;
}

/** The buttons at the bottom of a dialog. They stay visible while the dialog scrolls. */
export function DialogActions({
  submit,
  busy,
  disabled = false,
  danger = false,
  cancel = "Cancel",
  onCancel,
  children,
}: Props) {
  return (
    <div className={styles.foot}>
      {children}
      <div className={styles.actions}>
        <Button variant="default" onClick={onCancel}>
          {cancel}
        </Button>
        <Button type="submit" loading={busy} disabled={disabled} color={danger ? "red" : undefined}>
          {submit}
        </Button>
      </div>
    </div>
  );
}
