import { DialogActions } from "../../components/dialog/dialog-actions";
import { FormError } from "../../components/form/form-error";
import styles from "./member-dialogs.module.css";

interface Props {
  /** The text of the button: "Suspend José". */
  submit: string;
  danger?: boolean;
  action: { isPending: boolean; error: Error | null };
  onSubmit: () => void;
  onCancel: () => void;
  /** What changes and what stays. */
  children: React.ReactNode;
}

/** Asks for a confirmation, and shows the reason when the server refuses. */
export function ConfirmForm({ submit, danger, action, onSubmit, onCancel, children }: Props) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <div className={styles.question}>{children}</div>
      <FormError>{action.error?.message}</FormError>
      <DialogActions submit={submit} busy={action.isPending} danger={danger} onCancel={onCancel} />
    </form>
  );
}
