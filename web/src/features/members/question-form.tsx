import { DialogActions } from "../../components/dialog/dialog-actions";
import { FormError } from "../../components/form/form-error";
import styles from "./question-form.module.css";

interface Props {
  /** The button says what it does to whom: "Suspend José". */
  submit: string;
  danger?: boolean;
  action: { isPending: boolean; error: Error | null };
  onSubmit: () => void;
  onCancel: () => void;
  /** What happens, and what stays. */
  children: React.ReactNode;
}

/** Asks before something is done to a member, and shows the server's reason when it may not. */
export function QuestionForm({ submit, danger, action, onSubmit, onCancel, children }: Props) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <div className={styles.words}>{children}</div>
      <FormError>{action.error?.message}</FormError>
      <DialogActions submit={submit} busy={action.isPending} danger={danger} onCancel={onCancel} />
    </form>
  );
}
