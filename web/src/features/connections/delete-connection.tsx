import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useNavigate } from "@tanstack/react-router";
import { useDeleteConnection } from "../../api/connection-changes";
import type { Connection } from "../../api/schema";
import { ConfirmDialog } from "../../components/dialog/confirm-dialog";

export function DeleteConnectionButton({ connection }: { connection: Connection }) {
  const [opened, { open, close }] = useDisclosure(false);
  const navigate = useNavigate();
  const deletion = useDeleteConnection(connection);
  if (!connection.can.includes("delete")) return null;
  const deleteConnection = () =>
    deletion.mutate(undefined, {
      onSuccess: () => {
        notifications.show({ message: `${connection.name} was deleted.` });
        void navigate({ to: "/account/connections" });
      },
    });
  return (
    <>
      <Button variant="subtle" color="red" onClick={open}>
        Delete connection
      </Button>
      <ConfirmDialog
        title={`Delete ${connection.name}?`}
        submit="Delete connection"
        opened={opened}
        onClose={() => {
          close();
          deletion.reset();
        }}
        mutation={{ ...deletion, mutate: deleteConnection }}
      >
        Its secret and API key are deleted, and agents lose their platform IDs there. A connection with calls or
        campaigns cannot be deleted: stop it instead.
      </ConfirmDialog>
    </>
  );
}
