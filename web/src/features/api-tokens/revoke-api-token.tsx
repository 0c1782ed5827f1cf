import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useRevokeApiToken } from "../../api/api-tokens";
import type { ApiToken } from "../../api/schema";
import { ConfirmDialog } from "../../components/dialog/confirm-dialog";

export function RevokeApiTokenButton({ token }: { token: ApiToken }) {
  const [opened, { open, close }] = useDisclosure(false);
  const revocation = useRevokeApiToken(token.id, () => notifications.show({ message: `${token.name} was revoked.` }));
  if (!token.can.includes("revoke")) return null;
  return (
    <>
      <Button variant="default" size="xs" onClick={open} aria-label={`Revoke ${token.name}`}>
        Revoke
      </Button>
      <ConfirmDialog
        title={`Revoke ${token.name}?`}
        submit="Revoke token"
        opened={opened}
        onClose={() => {
          close();
          revocation.reset();
        }}
        mutation={revocation}
      >
        Scripts and integrations that use this token lose access with their next request. This cannot be undone.
      </ConfirmDialog>
    </>
  );
}
