import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useDeleteContactField } from "../../api/contact-fields";
import type { ContactField } from "../../api/schema";
import { ConfirmDialog } from "../../components/dialog/confirm-dialog";

export function DeleteContactFieldButton({ field }: { field: ContactField }) {
  const [opened, { open, close }] = useDisclosure(false);
  const deletion = useDeleteContactField(field, () =>
    notifications.show({ message: `The field ${field.label} was deleted.` }),
  );
  return (
    <>
      <Button variant="default" size="xs" onClick={open} aria-label={`Delete ${field.label}`}>
        Delete
      </Button>
      <ConfirmDialog
        title={`Delete the field ${field.label}?`}
        submit="Delete field"
        opened={opened}
        onClose={() => {
          close();
          deletion.reset();
        }}
        mutation={deletion}
      >
        <bdi>{field.label}</bdi> and its values are deleted from all contacts. This cannot be undone.
      </ConfirmDialog>
    </>
  );
}
