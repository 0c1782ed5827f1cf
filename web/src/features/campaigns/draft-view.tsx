import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useUpdateCampaign } from "../../api/campaign-changes";
import { campaignQuery } from "../../api/campaigns";
import { contactFieldsQuery } from "../../api/contact-fields";
import type { Campaign } from "../../api/schema";
import { UnsavedChanges } from "../../components/dialog/unsaved-changes";
import { FormError } from "../../components/form/form-error";
import { ConflictNotice } from "../../shared/requests/conflict-notice";
import { OutdatedDraftNotice } from "../../shared/requests/edit-conflict";
import { isEditConflict } from "../../shared/requests/refusal";
import { useEditing } from "../../shared/requests/use-editing";
import { useServerForm } from "../../shared/requests/use-server-form";
import { Audience } from "./audience";
import { listDifferences } from "./campaign-difference";
import { campaignChecks, getChanges, toDraft, type CampaignDraft } from "./campaign-draft";
import {
  HoursFields,
  LimitFields,
  NameField,
  OptOutFields,
  ReachedField,
  Section,
  StartField,
  VariablesSection,
  WhoFields,
} from "./campaign-fields";
import styles from "./campaigns.module.css";

/** A campaign that is not launched yet: its form, beside how many contacts it would call. */
export function DraftView({ campaign }: { campaign: Campaign }) {
  const queryClient = useQueryClient();
  const fields = useQuery(contactFieldsQuery).data ?? [];
  const update = useUpdateCampaign();
  const { form, formProps, setDraft, outdatedDraft, refused, busy, isKept } = useServerForm<CampaignDraft, Campaign>({
    draft: `edit-campaign:${campaign.id}`,
    initialValues: toDraft(campaign),
    validate: campaignChecks,
    save: (): Promise<Campaign> => editing.saveOrLoad(() => update.mutateAsync({ campaign: base, changes })),
    onSaved: (saved) => {
      editing.continueFrom(saved);
      notifications.show({ message: `${saved.name} was saved.` });
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
  const mayUpdate = campaign.can.includes("update");

  return (
    <div className={styles.draft}>
      <form {...formProps} className={styles.form} aria-label="Campaign">
        <UnsavedChanges unsaved={isChanged} isKept={isKept} />
        <OutdatedDraftNotice {...outdatedDraft} />
        <Section title="Campaign">
          <NameField form={form} />
          <p className={styles.hint}>
            <bdi>{campaign.agent.name}</bdi> calls contacts of <bdi>{campaign.company.name}</bdi>.
          </p>
        </Section>
        <WhoFields form={form} campaign={campaign} />
        <Section title="When">
          <StartField form={form} />
          <HoursFields form={form} />
        </Section>
        <Section title="Calls">
          <LimitFields form={form} />
          <ReachedField form={form} />
        </Section>
        <VariablesSection form={form} campaign={campaign} />
        <Section title="Do not call again">
          <OptOutFields form={form} />
        </Section>
        {otherChange && <ConflictNotice differences={listDifferences(otherChange.before, otherChange.after, fields)} />}
        <FormError>{refused}</FormError>
        {mayUpdate && (
          <Group gap="sm" className={styles.save}>
            <Button type="submit" disabled={!isChanged} loading={busy}>
              Save changes
            </Button>
            {isChanged && (
              <Button variant="default" onClick={editing.discard}>
                Discard
              </Button>
            )}
          </Group>
        )}
      </form>
      <Audience campaign={campaign} isChanged={isChanged} />
    </div>
  );
}
