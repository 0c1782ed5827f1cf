import { Button, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useUpdateCampaign } from "../../api/campaign-changes";
import { campaignQuery } from "../../api/campaigns";
import { contactFieldsQuery } from "../../api/contact-fields";
import type { Campaign } from "../../api/schema";
import { DialogActions } from "../../components/dialog/dialog-actions";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { FormError } from "../../components/form/form-error";
import { hasDraft } from "../../lib/stored-drafts";
import { ConflictNotice } from "../../shared/requests/conflict-notice";
import { OutdatedDraftNotice } from "../../shared/requests/edit-conflict";
import { isEditConflict } from "../../shared/requests/refusal";
import { useEditing } from "../../shared/requests/use-editing";
import { useServerForm } from "../../shared/requests/use-server-form";
import { listDifferences } from "./campaign-difference";
import { getChanges, launchedChecks, toDraft, type CampaignDraft } from "./campaign-draft";
import { HoursFields, LimitFields, NameField, OptOutFields, Section } from "./campaign-fields";

/** Changes what can be changed of a campaign that was launched. */
export function EditCampaignButton({ campaign }: { campaign: Campaign }) {
  const [opened, { open, close }] = useDisclosure(hasDraft(`edit-launched-campaign:${campaign.id}`));
  return (
    <>
      <Button variant="default" onClick={open}>
        Edit
      </Button>
      <TaskDialog title={<bdi>Edit {campaign.name}</bdi>} opened={opened} onClose={close} size={600}>
        <EditCampaignForm campaign={campaign} onDone={close} />
      </TaskDialog>
    </>
  );
}

function EditCampaignForm({ campaign, onDone }: { campaign: Campaign; onDone: () => void }) {
  const queryClient = useQueryClient();
  const fields = useQuery(contactFieldsQuery).data ?? [];
  const update = useUpdateCampaign();
  const { form, formProps, setDraft, outdatedDraft, refused, busy } = useServerForm<CampaignDraft, Campaign>({
    draft: `edit-launched-campaign:${campaign.id}`,
    initialValues: toDraft(campaign),
    validate: launchedChecks,
    save: (): Promise<Campaign> => editing.saveOrLoad(() => update.mutateAsync({ campaign: base, changes })),
    onSaved: (saved) => {
      notifications.show({ message: `Changes to ${saved.name} are saved.` });
      onDone();
    },
    onRefused: isEditConflict,
  });
  const editing = useEditing({
    latest: campaign,
    draft: form.values,
    setDraft,
    toDraft,
    getChanges,
    load: () => queryClient.fetchQuery({ ...campaignQuery(campaign.id), staleTime: 0 }),
  });
  const { base, changes, isChanged, otherChange } = editing;
  return (
    <form {...formProps}>
      <OutdatedDraftNotice {...outdatedDraft} />
      <Stack gap="md">
        <NameField form={form} />
        <HoursFields form={form} />
        <LimitFields form={form} />
      </Stack>
      <Section title="Do not call again">
        <OptOutFields form={form} />
      </Section>
      <DialogActions submit="Save changes" busy={busy} disabled={!isChanged} onCancel={onDone}>
        {otherChange && <ConflictNotice differences={listDifferences(otherChange.before, otherChange.after, fields)} />}
        <FormError>{refused}</FormError>
      </DialogActions>
    </form>
  );
}
