import { Button, Group } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useNavigate } from "@tanstack/react-router";
import { useDeleteCampaign, useStepCampaign } from "../../api/campaigns";
import type { Campaign } from "../../api/schema";
import { DeleteDialog } from "../../components/dialog/delete-dialog";
import { FormError } from "../../components/form/form-error";
import { sortRefusal } from "../../shared/requests/refusal";
import styles from "./campaigns.module.css";
import { EditCampaignButton } from "./edit-campaign";

/** What the caller may do with a campaign, apart from launching it. */
export function CampaignActions({ campaign }: { campaign: Campaign }) {
  const pause = useStepCampaign(campaign, "pause");
  const resume = useStepCampaign(campaign, "resume");
  const error = pause.error ?? resume.error;
  const { can, state } = campaign;
  return (
    <div className={styles.actions}>
      <Group gap="xs">
        {can.includes("delete") && <DeleteCampaignButton campaign={campaign} />}
        {can.includes("cancel") && <CancelCampaignButton campaign={campaign} />}
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
      <FormError>{error && sortRefusal(error, []).rest}</FormError>
    </div>
  );
}

function CancelCampaignButton({ campaign }: { campaign: Campaign }) {
  const [opened, { open, close }] = useDisclosure(false);
  const cancel = useStepCampaign(campaign, "cancel");
  return (
    <>
      <Button variant="default" onClick={open}>
        Cancel campaign
      </Button>
      <DeleteDialog
        title={`Cancel ${campaign.name}?`}
        submit="Cancel campaign"
        cancel="Keep campaign"
        opened={opened}
        onClose={() => {
          close();
          cancel.reset();
        }}
        deletion={{ ...cancel, mutate: () => cancel.mutate(undefined, { onSuccess: close }) }}
      >
        No further calls start. Calls in progress are not interrupted. This cannot be undone; the record of calls so far
        is kept.
      </DeleteDialog>
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
      <DeleteDialog
        title={`Delete ${campaign.name}?`}
        submit="Delete campaign"
        opened={opened}
        onClose={() => {
          close();
          deletion.reset();
        }}
        deletion={{ ...deletion, mutate: deleteCampaign }}
      >
        The draft is deleted. Its segments and contacts are kept.
      </DeleteDialog>
    </>
  );
}
