import { Stack } from "@mantine/core";
import { FormError } from "../form/form-error";
import { DialogActions } from "./dialog-actions";
import { TaskDialog } from "./task-dialog";

interface Props {
  /** A question: "Delete Reception?", "Cancel Spring offer?" */
  title: string;
  /** The text of the button: "Delete agent". */
  submit: string;
  /** The text of the other button, where "Cancel" could mean both. */
  cancel?: string;
  opened: boolean;
  onClose: () => void;
  mutation: { mutate: () => void; isPending: boolean; error: Error | null };
  /** What is lost and what is kept. */
  children: React.ReactNode;
}

/** Asks before something that has consequences, such as a deletion, and shows the reason when the server refuses. */
export function ConfirmDialog({ title, submit, cancel, opened, onClose, mutation, children }: Props) {
  return (
    <TaskDialog title={<bdi>{title}</bdi>} opened={opened} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          mutation.mutate();
        }}
      >
        <Stack gap="md">
          <div>{children}</div>
          <FormError>{mutation.error?.message}</FormError>
        </Stack>
        <DialogActions submit={submit} busy={mutation.isPending} danger cancel={cancel} onCancel={onClose} />
      </form>
    </TaskDialog>
  );
}
