import { Button, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useStepCampaign } from "../../api/campaigns";
import type { Campaign, CampaignAudience } from "../../api/schema";
import { DialogActions } from "../../components/dialog/dialog-actions";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { FormError } from "../../components/form/form-error";
import { Moment } from "../../components/text/moment";
import { formatCount } from "../../lib/numbers";
import { sortRefusal } from "../../shared/requests/refusal";
import { registersWords } from "./audience";
import { describeCallable, describeHours, listSkipReasons } from "./campaign-words";
import styles from "./campaigns.module.css";

interface Props {
  campaign: Campaign;
  /** Undefined until it is counted. */
  audience: CampaignAudience | undefined;
  disabled: boolean;
}

/** Asks before a campaign is launched, with how many contacts are called. */
export function LaunchCampaign({ campaign, audience, disabled }: Props) {
  const [opened, { open, close }] = useDisclosure(false);
  const launch = useStepCampaign(campaign.id, "launch");
  const closeAndForget = () => {
    close();
    launch.reset();
  };
  const launchCampaign = () =>
    launch.mutate(undefined, {
      onSuccess: () => {
        close();
        notifications.show({ message: `${campaign.name} was launched.` });
      },
    });
  return (
    <>
      <Button onClick={open} disabled={disabled || !audience}>
        Launch
      </Button>
      <TaskDialog title={<bdi>Launch {campaign.name}?</bdi>} opened={opened} onClose={closeAndForget}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            launchCampaign();
          }}
        >
          <Stack gap="sm">
            {audience && <LaunchSummary campaign={campaign} audience={audience} />}
            <FormError>{launch.error && sortRefusal(launch.error, []).rest}</FormError>
          </Stack>
          <DialogActions
            submit={
              audience?.exact && audience.callable > 0 ? `Call ${formatCount(audience.callable, "contact")}` : "Launch"
            }
            busy={launch.isPending}
            onCancel={closeAndForget}
          />
        </form>
      </TaskDialog>
    </>
  );
}

function LaunchSummary({ campaign, audience }: { campaign: Campaign; audience: CampaignAudience }) {
  const skipped = listSkipReasons(audience.skipped).reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <p>
        <strong>{describeCallable(audience)}</strong> by <bdi>{campaign.agent.name}</bdi>
        {campaign.from_number && (
          <>
            {" "}
            from <bdi>{campaign.from_number}</bdi>
          </>
        )}
        .{skipped > 0 && ` ${audience.exact ? "" : "About "}${formatCount(skipped, "contact")} will not be called.`}
      </p>
      <p>{describeHours(campaign)}.</p>
      <p>
        {campaign.starts_at ? (
          <>
            Calls start <Moment at={campaign.starts_at} as="time" />.
          </>
        ) : (
          "Calls start at once, where it is within these hours."
        )}{" "}
        Each contact is checked again immediately before its call.
      </p>
      {audience.warned_no_consent > 0 && (
        <p className={styles.warning}>
          {formatCount(audience.warned_no_consent, "contact")} without consent on record will be called too.
        </p>
      )}
      <p>{registersWords}</p>
    </>
  );
}
