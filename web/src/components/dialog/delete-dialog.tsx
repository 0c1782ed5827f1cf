import { Stack } from "@mantine/core";
import { FormError } from "../form/form-error";
import { DialogActions } from "./dialog-actions";
import { TaskDialog } from "./task-dialog";

interface Props {
  /** A question: "Delete Reception?" */
  title: string;
  /** The text of the button: "Delete agent". */
  submit: string;
  /** The text of the other button, where "Cancel" could mean both. */
  cancel?: string;
  opened: boolean;
  onClose: () => void;
  deletion: { mutate: () => void; isPending: boolean; error: Error | null };
  /** What is deleted and what is kept. */
  children: React.ReactNode;
}

/** Asks before something is deleted for good, and shows the reason when the server refuses. */
export function DeleteDialog({ title, submit, cancel, opened, onClose, deletion, children }: Props) {
  return (
    <TaskDialog title={<bdi>{title}</bdi>} opened={opened} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          deletion.mutate();
        }}
      >
        <Stack gap="md">
          <div>{children}</div>
          <FormError>{deletion.error?.message}</FormError>
        </Stack>
        <DialogActions submit={submit} busy={deletion.isPending} danger cancel={cancel} onCancel={onClose} />
      </form>
    </TaskDialog>
  );
}
