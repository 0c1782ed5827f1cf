import { Button, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { allAgentsQuery } from "../../api/agents";
import { useCreateCampaign } from "../../api/campaign-changes";
import type { Campaign, CreateCampaign as CampaignBody } from "../../api/schema";
import { DialogActions } from "../../components/dialog/dialog-actions";
import { OneTimeSecret } from "../../components/dialog/one-time-secret";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { FormError } from "../../components/form/form-error";
import { mandatory } from "../../components/form/mandatory";
import { required } from "../../lib/validation";
import { hasDraft } from "../../lib/stored-drafts";
import { useServerForm } from "../../shared/requests/use-server-form";
import { AgentSelect } from "./agent-select";
import { splitLines } from "./campaign-draft";
import { SegmentsField } from "./segments-field";
import { webhookAdvice } from "./webhook-secret";

interface Props {
  /** The agent that the list is filtered by. */
  agentId?: string;
}

export function CreateCampaignButton({ agentId }: Props) {
  const [opened, { open, close }] = useDisclosure(hasDraft("create-campaign"));
  return (
    <>
      <Button onClick={open}>Create campaign</Button>
      <TaskDialog title="Create campaign" opened={opened} onClose={close} size={560}>
        <CreateCampaign agentId={agentId} onDone={close} />
      </TaskDialog>
    </>
  );
}

/** Name, agent and segments, which make a draft. Its own page opens next, with everything else. */
function CreateCampaign({ agentId, onDone }: Props & { onDone: () => void }) {
  const creation = useCreateCampaign();
  const navigate = useNavigate();
  const agents = useQuery(allAgentsQuery).data ?? [];
  const [created, setCreated] = useState<Campaign | null>(null);
  const openPage = ({ id }: Campaign) => {
    onDone();
    void navigate({ to: "/campaigns/$id", params: { id } });
  };
  const onlyAgent = agents.length === 1 ? agents[0]!.id : "";
  const { form, formProps, refused, busy } = useServerForm({
    draft: "create-campaign",
    initialValues: { name: "", agent_id: agentId ?? onlyAgent, segment_ids: "" },
    validate: {
      name: required("Give the campaign a name."),
      agent_id: required("Choose an agent."),
      segment_ids: required("Choose at least one segment."),
    },
    save: ({ name, agent_id, segment_ids }) =>
      creation.mutateAsync({ name: name.trim(), agent_id, segment_ids: splitLines(segment_ids) } as CampaignBody),
    onSaved: (campaign) => (campaign.webhook_secret ? setCreated(campaign) : openPage(campaign)),
  });
  const company = agents.find(({ id }) => id === form.values.agent_id)?.company_id;

  if (created) {
    return (
      <OneTimeSecret
        label="Webhook secret"
        value={created.webhook_secret!}
        advice={webhookAdvice}
        onDone={() => openPage(created)}
      >
        <bdi>{created.name}</bdi> was created. <bdi>{created.agent.name}</bdi> is not connected to a platform, so its
        contacts are sent to a webhook.
      </OneTimeSecret>
    );
  }
  return (
    <form {...formProps}>
      <Stack gap="md">
        <TextInput
          label="Name"
          {...mandatory}
          data-autofocus
          dir="auto"
          autoComplete="off"
          {...form.getInputProps("name")}
        />
        <AgentSelect
          agents={agents}
          {...form.getInputProps("agent_id")}
          onChange={(agent_id) => form.setValues({ agent_id, segment_ids: "" })}
        />
        <SegmentsField
          label="Segments"
          companyId={company}
          isMandatory
          {...form.getInputProps("segment_ids")}
          value={form.values.segment_ids}
        />
        <p>No calls start until you launch the campaign.</p>
        <FormError>{refused}</FormError>
      </Stack>
      <DialogActions submit="Create campaign" busy={busy} onCancel={onDone} />
    </form>
  );
}
