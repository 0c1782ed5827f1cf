import { Stack } from "@mantine/core";
import { DialogActions } from "./dialog-actions";
import { FormError } from "./form-error";
import { TaskDialog } from "./task-dialog";

interface Props {
  /** The title asks: "Delete Reception?" */
  title: string;
  /** The button answers: "Delete agent". */
  submit: string;
  opened: boolean;
  onClose: () => void;
  deletion: { mutate: () => void; isPending: boolean; error: Error | null };
  /** What goes and what stays. */
  children: React.ReactNode;
}

/** Asks before something goes for good, and shows the server's reason when it may not go. */
export function DeleteDialog({ title, submit, opened, onClose, deletion, children }: Props) {
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
        <DialogActions submit={submit} busy={deletion.isPending} danger onCancel={onClose} />
      </form>
    </TaskDialog>
  );
}
