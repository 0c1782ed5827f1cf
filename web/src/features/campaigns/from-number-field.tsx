import { Button, Select, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { agentNumbersQuery } from "../../api/campaigns";
import type { AgentNumber, Campaign } from "../../api/schema";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { describeClearButton } from "../../components/form/clear-button";
import { mandatory } from "../../components/form/mandatory";
import { labels } from "./campaign-difference";
import { toNumberChoice, type CampaignDraft } from "./campaign-draft";
import styles from "./campaigns.module.css";
import { WebhookSecretButton } from "./webhook-secret";

interface Props {
  form: UseFormReturnType<CampaignDraft>;
  campaign: Campaign;
}

/** The number to call from or, for an agent that is not connected to a platform, the webhook that contacts are sent to. */
export function FromNumberField({ form, campaign }: Props) {
  const numbers = useQuery(agentNumbersQuery(campaign.agent.id));
  // Not before it is known which of the two it is.
  if (numbers.isPending) return <SkeletonRows count={1} />;
  if (numbers.data?.without_platform) return <WebhookField form={form} campaign={campaign} />;

  const problems = numbers.data?.problems ?? [];
  const items = numbers.data?.items ?? [];
  const isEmpty = numbers.isSuccess && items.length === 0;
  return (
    <div>
      <Select
        label={labels.from_number_id}
        {...mandatory}
        placeholder={isEmpty ? "No numbers" : undefined}
        data={listChoices(items, campaign)}
        {...form.getInputProps("from_number_id")}
        value={form.values.from_number_id || null}
        onChange={(choice) => form.setFieldValue("from_number_id", choice ?? "")}
        error={form.errors.from_number_id ?? numbers.error?.message}
        searchable
        clearable
        clearButtonProps={describeClearButton("Clear the number")}
        nothingFoundMessage="No numbers found"
        comboboxProps={{ withinPortal: false }}
      />
      {numbers.isError && (
        <Button
          variant="default"
          size="xs"
          className={styles.below}
          loading={numbers.isFetching}
          onClick={() => void numbers.refetch()}
        >
          Try again
        </Button>
      )}
      {problems.map((problem) => (
        <p key={problem} className={styles.hint}>
          {problem}
        </p>
      ))}
      {isEmpty && problems.length === 0 && (
        <p className={styles.hint}>
          This agent has no number to call from at the platform. An administrator can add one there.
        </p>
      )}
    </div>
  );
}

/** The numbers that can be chosen, and the one that was saved. */
function listChoices(items: AgentNumber[], campaign: Campaign) {
  const choices = items.map((item) => ({
    value: toNumberChoice({ connection_id: item.connection_id, from_number_id: item.id }),
    label: item.name ? `${item.number} (${item.name})` : item.number,
  }));
  const saved = toNumberChoice(campaign);
  if (saved && !choices.some(({ value }) => value === saved)) {
    choices.push({ value: saved, label: campaign.from_number ?? "Number no longer at the platform" });
  }
  return choices;
}

function WebhookField({ form, campaign }: Props) {
  return (
    <div>
      <TextInput
        label={labels.webhook_url}
        {...mandatory}
        type="url"
        placeholder="https://"
        description="This agent is not connected to a platform: each contact is sent to this address when it is to be called."
        inputWrapperOrder={["label", "input", "description", "error"]}
        autoComplete="off"
        spellCheck={false}
        {...form.getInputProps("webhook_url")}
      />
      <div className={styles.below}>
        <WebhookSecretButton campaign={campaign} />
      </div>
    </div>
  );
}
