import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useUpdateConnection } from "../../api/connections";
import type { Connection } from "../../api/schema";
import { DeleteDialog } from "../../components/dialog/delete-dialog";
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
      <DeleteDialog
        title={`Stop ${connection.name}?`}
        submit="Stop connection"
        opened={opened}
        onClose={() => {
          close();
          update.reset();
        }}
        deletion={{
          ...update,
          mutate: () => update.mutate({ connection, changes: { secret: null } }, { onSuccess: close }),
        }}
      >
        Its secret goes, and whatever {platformNames[connection.platform]} sends from then on is refused and lost. The
        calls that came stay. With a secret it goes on.
      </DeleteDialog>
    </>
  );
}
