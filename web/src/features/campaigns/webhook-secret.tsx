import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useCreateWebhookSecret } from "../../api/campaign-changes";
import type { Campaign } from "../../api/schema";
import { DialogActions } from "../../components/dialog/dialog-actions";
import { OneTimeSecret } from "../../components/dialog/one-time-secret";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { FormError } from "../../components/form/form-error";

export const webhookAdvice = "Each request to the webhook is signed with it. Store it in your receiving system.";

/** Replaces the secret that the contacts sent to a webhook are signed with. */
export function WebhookSecretButton({ campaign }: { campaign: Campaign }) {
  const [opened, { open, close }] = useDisclosure(false);
  const creation = useCreateWebhookSecret(campaign.id);
  const closeAndForget = () => {
    close();
    creation.reset();
  };
  return (
    <>
      <Button variant="default" size="xs" onClick={open}>
        Create new webhook secret
      </Button>
      <TaskDialog title="Create new webhook secret" opened={opened} onClose={closeAndForget}>
        {creation.data ? (
          <OneTimeSecret
            label="Webhook secret"
            value={creation.data.webhook_secret}
            advice={webhookAdvice}
            onDone={closeAndForget}
          >
            The secret was created. The previous secret no longer works.
          </OneTimeSecret>
        ) : (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              creation.mutate();
            }}
          >
            <p>
              Requests to the webhook are signed with the new secret from now on. Update your system, or it will reject
              requests.
            </p>
            <FormError>{creation.error?.message}</FormError>
            <DialogActions submit="Create secret" busy={creation.isPending} onCancel={closeAndForget} />
          </form>
        )}
      </TaskDialog>
    </>
  );
}
