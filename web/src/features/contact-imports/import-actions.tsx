import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useNavigate } from "@tanstack/react-router";
import { isActive, useDeleteImport, useUndoImport } from "../../api/contact-imports";
import type { ContactImport } from "../../api/schema";
import { ConfirmDialog } from "../../components/dialog/confirm-dialog";

export function UndoImportButton({ of }: { of: ContactImport }) {
  const [opened, { open, close }] = useDisclosure(false);
  const undo = useUndoImport(of);
  const isRunning = of.state === "running";
  const submit = isRunning ? "Stop and undo" : "Undo import";
  return (
    <>
      <Button variant="default" onClick={open}>
        {submit}
      </Button>
      <ConfirmDialog
        title={isRunning ? "Stop this import and undo it?" : "Undo this import?"}
        submit={submit}
        opened={opened}
        onClose={() => {
          close();
          undo.reset();
        }}
        mutation={{ ...undo, mutate: () => undo.mutate(undefined, { onSuccess: close }) }}
      >
        Contacts that it created are deleted, and those that it changed are restored. Later changes are kept.
        {of.segment_id && " Contacts that it added to the segment are taken out of it."}
      </ConfirmDialog>
    </>
  );
}

export function DeleteImportButton({ of }: { of: ContactImport }) {
  const [opened, { open, close }] = useDisclosure(false);
  const navigate = useNavigate();
  const deletion = useDeleteImport(of);
  const deleteImport = () =>
    deletion.mutate(undefined, {
      onSuccess: () => {
        notifications.show({
          message: of.file_name ? `The import of ${of.file_name} was deleted.` : "The import was deleted.",
        });
        void navigate({ to: "/contact-imports" });
      },
    });
  return (
    <>
      <Button variant="default" disabled={isActive(of)} onClick={open}>
        Delete
      </Button>
      <ConfirmDialog
        title={of.file_name ? `Delete the import of ${of.file_name}?` : "Delete this import?"}
        submit="Delete import"
        opened={opened}
        onClose={() => {
          close();
          deletion.reset();
        }}
        mutation={{ ...deletion, mutate: deleteImport }}
      >
        The file and its refused rows are deleted, and the import can no longer be undone. Contacts are kept.
      </ConfirmDialog>
    </>
  );
}
