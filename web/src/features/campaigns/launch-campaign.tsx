import { Button, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useStepCampaign } from "../../api/campaign-changes";
import { campaignQuery, useLaunchQuery } from "../../api/campaigns";
import type { Campaign, CampaignAudience } from "../../api/schema";
import { DialogActions } from "../../components/dialog/dialog-actions";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { FormError } from "../../components/form/form-error";
import { Moment } from "../../components/text/moment";
import { formatCount } from "../../lib/numbers";
import { QueryState } from "../../shared/requests/query-state";
import { describeCallable, describeHours, listSkipReasons, registersWords } from "./campaign-words";
import styles from "./campaigns.module.css";
import { describeRefusedStep } from "./step-words";

interface Props {
  campaign: Campaign;
  disabled: boolean;
}

/** Asks before a campaign is launched, with how many contacts are called. */
export function LaunchCampaign({ campaign, disabled }: Props) {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button onClick={open} disabled={disabled}>
        Launch
      </Button>
      <TaskDialog title={<bdi>Launch {campaign.name}?</bdi>} opened={opened} onClose={close}>
        <LaunchForm campaign={campaign} onDone={close} />
      </TaskDialog>
    </>
  );
}

/** Reads the campaign and its audience again, and launches what it shows. */
function LaunchForm({ campaign, onDone }: { campaign: Campaign; onDone: () => void }) {
  const latest = useLaunchQuery(campaign);
  const isFresh = latest.isSuccess && !latest.isFetching;
  const { campaign: shown, audience } = latest.data ?? { campaign, audience: undefined };
  const launch = useStepCampaign(shown, "launch");
  const queryClient = useQueryClient();
  // Not by the callbacks of `mutate`: this dialog is gone once the page shows that somebody else has launched.
  const launchCampaign = async () => {
    try {
      await launch.mutateAsync();
      onDone();
      notifications.show({ message: `${campaign.name} was launched.` });
    } catch (error) {
      const state = queryClient.getQueryData(campaignQuery(campaign.id).queryKey)?.state ?? "draft";
      if (state === "draft") void latest.refetch();
      else notifications.show({ message: describeRefusedStep(error as Error, "launch", state) });
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isFresh) void launchCampaign();
      }}
    >
      <Stack gap="sm" aria-busy={latest.isFetching}>
        <QueryState query={latest} skeleton={<SkeletonRows count={4} />}>
          {(read) => (
            <>
              <LaunchSummary campaign={read.campaign} audience={read.audience} />
              {read.campaign.problems.map((problem) => (
                <p key={problem} className={styles.warning}>
                  {problem}
                </p>
              ))}
            </>
          )}
        </QueryState>
        <FormError>{launch.error && describeRefusedStep(launch.error, "launch", shown.state)}</FormError>
      </Stack>
      <DialogActions
        submit={
          audience?.exact && audience.callable > 0 ? `Call ${formatCount(audience.callable, "contact")}` : "Launch"
        }
        busy={launch.isPending}
        disabled={!isFresh || shown.problems.length > 0}
        onCancel={onDone}
      />
    </form>
  );
}

function LaunchSummary({ campaign, audience }: { campaign: Campaign; audience: CampaignAudience }) {
  const skipped = listSkipReasons(audience.skipped).reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <p>
        <strong>{describeCallable(audience)}</strong> by <bdi>{campaign.agent.name}</bdi>
        {campaign.from_number_text && (
          <>
            {" "}
            from <bdi>{campaign.from_number_text}</bdi>
          </>
        )}
        .{skipped > 0 && ` ${audience.exact ? "" : "About "}${formatCount(skipped, "contact")} will not be called.`}
      </p>
      <p>{describeHours(campaign)}.</p>
      <p>
        {campaign.starts_at && new Date(campaign.starts_at) > new Date() ? (
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
