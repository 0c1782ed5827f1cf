import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useUpdateConnection } from "../../api/connection-changes";
import type { Connection } from "../../api/schema";
import { ConfirmDialog } from "../../components/dialog/confirm-dialog";
import { platformNames } from "../../shared/connections/platforms";

/** Removes the secret, so that all further webhooks are refused. Not shown for a connection without one. */
export function StopConnectionButton({ connection }: { connection: Connection }) {
  const [opened, { open, close }] = useDisclosure(false);
  const update = useUpdateConnection();
  if (!connection.has_secret || !connection.can.includes("update")) return null;
  return (
    <>
      <Button variant="subtle" color="red" onClick={open}>
        Stop
      </Button>
      <ConfirmDialog
        title={`Stop ${connection.name}?`}
        submit="Stop connection"
        opened={opened}
        onClose={() => {
          close();
          update.reset();
        }}
        mutation={{
          ...update,
          mutate: () => update.mutate({ connection, changes: { secret: null } }, { onSuccess: close }),
        }}
      >
        The secret is deleted: webhooks from {platformNames[connection.platform]} are rejected, and those calls are
        lost. Existing calls are kept. To start it again, enter a secret.
      </ConfirmDialog>
    </>
  );
}
