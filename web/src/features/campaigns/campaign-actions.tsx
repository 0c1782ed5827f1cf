import { Button, Group } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useNavigate } from "@tanstack/react-router";
import { useDeleteCampaign, useStepCampaign } from "../../api/campaign-changes";
import type { Campaign } from "../../api/schema";
import { ConfirmDialog } from "../../components/dialog/confirm-dialog";
import { FormError } from "../../components/form/form-error";
import { sortRefusal } from "../../shared/requests/refusal";
import styles from "./campaigns.module.css";
import { EditCampaignButton } from "./edit-campaign";
import { describeRefusedStep } from "./step-words";

/** What the caller may do with a campaign, apart from launching it. */
export function CampaignActions({ campaign }: { campaign: Campaign }) {
  const pause = useStepCampaign(campaign, "pause");
  const resume = useStepCampaign(campaign, "resume");
  const cancel = useStepCampaign(campaign, "cancel");
  const { can, state } = campaign;
  const mayCancel = can.includes("cancel");
  // The dialog that asks says it itself, as long as there is one.
  const error = pause.error ?? (mayCancel ? null : cancel.error);
  const refused = resume.error
    ? describeRefusedStep(resume.error, "resume", state)
    : error && sortRefusal(error, []).rest;
  return (
    <div className={styles.actions}>
      <Group gap="xs">
        {can.includes("delete") && <DeleteCampaignButton campaign={campaign} />}
        {mayCancel && <CancelCampaignButton campaign={campaign} cancel={cancel} />}
        {can.includes("update") && state !== "draft" && <EditCampaignButton campaign={campaign} />}
        {can.includes("pause") && (
          <Button
            loading={pause.isPending}
            onClick={() => {
              resume.reset();
              pause.mutate();
            }}
          >
            Pause
          </Button>
        )}
        {can.includes("resume") && (
          <Button
            loading={resume.isPending}
            onClick={() => {
              pause.reset();
              resume.mutate();
            }}
          >
            Resume
          </Button>
        )}
      </Group>
      <FormError>{refused}</FormError>
    </div>
  );
}

interface CancelProps {
  campaign: Campaign;
  cancel: ReturnType<typeof useStepCampaign>;
}

function CancelCampaignButton({ campaign, cancel }: CancelProps) {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" onClick={open}>
        Cancel campaign
      </Button>
      <ConfirmDialog
        title={`Cancel ${campaign.name}?`}
        submit="Cancel campaign"
        cancel="Keep campaign"
        opened={opened}
        onClose={() => {
          close();
          cancel.reset();
        }}
        mutation={{ ...cancel, mutate: () => cancel.mutate(undefined, { onSuccess: close }) }}
      >
        No further calls start. Calls in progress are not interrupted. This cannot be undone; the record of calls so far
        is kept.
      </ConfirmDialog>
    </>
  );
}

function DeleteCampaignButton({ campaign }: { campaign: Campaign }) {
  const [opened, { open, close }] = useDisclosure(false);
  const navigate = useNavigate();
  const deletion = useDeleteCampaign(campaign);
  const deleteCampaign = () =>
    deletion.mutate(undefined, {
      onSuccess: () => {
        notifications.show({ message: `${campaign.name} was deleted.` });
        void navigate({ to: "/campaigns", ignoreBlocker: true });
      },
    });
  return (
    <>
      <Button variant="default" onClick={open}>
        Delete
      </Button>
      <ConfirmDialog
        title={`Delete ${campaign.name}?`}
        submit="Delete campaign"
        opened={opened}
        onClose={() => {
          close();
          deletion.reset();
        }}
        mutation={{ ...deletion, mutate: deleteCampaign }}
      >
        The draft is deleted. Its segments and contacts are kept.
      </ConfirmDialog>
    </>
  );
}
