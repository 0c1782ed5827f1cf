import { Button, Group, NativeSelect, Select, Switch, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Settings } from "../../api/schema";
import { settingsQuery, timeZonesQuery, useUpdateSettings } from "../../api/settings";
import { UnsavedChanges } from "../../components/dialog/unsaved-changes";
import { FormError } from "../../components/form/form-error";
import { mandatory } from "../../components/form/mandatory";
import { toChoices } from "../../lib/choices";
import { listTimes } from "../../lib/half-hours";
import { required, wholeNumber } from "../../lib/validation";
import { describeChoices } from "../../shared/list/describe-choices";
import { ConflictNotice } from "../../shared/requests/conflict-notice";
import { OutdatedDraftNotice } from "../../shared/requests/edit-conflict";
import { isEditConflict } from "../../shared/requests/refusal";
import { useEditing } from "../../shared/requests/use-editing";
import { useServerForm } from "../../shared/requests/use-server-form";
import { getChanges, toDraft } from "./settings-draft";
import styles from "./settings-form.module.css";
import { SettingsSection } from "./settings-section";
import { consentWords, labels, listDifferences, roundingRuleWords } from "./settings-words";
import { TestEmail } from "./test-email";

/** The form of the account's settings. */
export function SettingsForm({ latest }: { latest: Settings }) {
  const queryClient = useQueryClient();
  const update = useUpdateSettings();
  const { form, formProps, setDraft, outdatedDraft, refused, busy, isKept } = useServerForm({
    draft: "settings",
    initialValues: toDraft(latest),
    validate: {
      account_name: required("Give the account a name."),
      minimum_password_length: wholeNumber(6, 64),
      invitation_lifetime_days: wholeNumber(1, 30),
      calls_per_number_and_day: wholeNumber(1, 20),
      call_hours_to: (to, { call_hours_from }) => (to > call_hours_from ? null : "Choose a later time."),
    },
    save: (): Promise<Settings> => editing.saveOrLoad(() => update.mutateAsync({ base, changes })),
    onSaved: (settings) => {
      editing.continueFrom(settings);
      notifications.show({ message: "Settings saved." });
    },
    onRefused: isEditConflict,
  });
  const editing = useEditing({
    latest,
    draft: form.values,
    setDraft,
    toDraft,
    getChanges,
    load: () => queryClient.fetchQuery(settingsQuery),
  });
  const { base, changes, isChanged, otherChange } = editing;

  return (
    <form {...formProps}>
      <UnsavedChanges unsaved={isChanged} isKept={isKept} />
      <OutdatedDraftNotice {...outdatedDraft} />
      <SettingsSection id="account" title="Account">
        <TextInput
          label={labels.account_name}
          {...mandatory}
          autoComplete="off"
          {...form.getInputProps("account_name")}
        />
        <TimeZoneChoice
          value={form.values.time_zone}
          onChange={(timeZone) => form.setFieldValue("time_zone", timeZone)}
          error={form.errors.time_zone}
        />
      </SettingsSection>
      <SettingsSection id="members" title="Members and invitations">
        <TextInput
          label={labels.invitation_lifetime_days}
          description="From 1 to 30. Applies to new invitations."
          inputMode="numeric"
          autoComplete="off"
          {...form.getInputProps("invitation_lifetime_days")}
        />
        <Switch
          label={labels.security_emails}
          description="Members get an email about a sign-in in a new browser, a changed password and a new API token."
          {...form.getInputProps("security_emails", { type: "checkbox" })}
        />
      </SettingsSection>
      <SettingsSection id="passwords" title="Passwords">
        <TextInput
          label={labels.minimum_password_length}
          description="From 6 to 64 characters. Existing passwords keep working."
          inputMode="numeric"
          autoComplete="off"
          {...form.getInputProps("minimum_password_length")}
        />
      </SettingsSection>
      <SettingsSection id="calls" title="Calls and minutes">
        <NativeSelect
          label={labels.rounding_rule}
          description="How the length of a call becomes billable minutes."
          data={toChoices(roundingRuleWords)}
          {...form.getInputProps("rounding_rule")}
        />
        <Switch
          label={labels.members_see_prompts}
          description="When off, members without “Can edit agents” do not see the prompts of their agents."
          {...form.getInputProps("members_see_prompts", { type: "checkbox" })}
        />
      </SettingsSection>
      <SettingsSection id="crm" title="CRM and campaigns">
        <Switch
          label={labels.crm_enabled}
          description="Contacts, segments and campaigns. When off, no one can use it."
          {...form.getInputProps("crm_enabled", { type: "checkbox" })}
        />
        <div>
          <div className={styles.pair}>
            <NativeSelect
              label={labels.call_hours_from}
              data={listTimes(form.values.call_hours_from)}
              {...form.getInputProps("call_hours_from")}
            />
            <NativeSelect
              label={labels.call_hours_to}
              data={listTimes(form.values.call_hours_to)}
              {...form.getInputProps("call_hours_to")}
            />
          </div>
          <p className={styles.hint}>In the time zone of the person called. No campaign calls outside these hours.</p>
        </div>
        <TextInput
          label={labels.calls_per_number_and_day}
          description="From 1 to 20, across all campaigns."
          inputMode="numeric"
          autoComplete="off"
          {...form.getInputProps("calls_per_number_and_day")}
        />
        <NativeSelect
          label={labels.consent}
          description="Contacts who withdrew consent are never called."
          data={toChoices(consentWords)}
          {...form.getInputProps("consent")}
        />
      </SettingsSection>
      <SettingsSection id="email" title="Email">
        <TestEmail />
      </SettingsSection>
      <div className={styles.saveBar}>
        {otherChange && <ConflictNotice differences={listDifferences(otherChange.before, otherChange.after)} />}
        <FormError>{refused}</FormError>
        <Group gap="sm">
          <Button type="submit" disabled={!isChanged} loading={busy}>
            Save changes
          </Button>
          {isChanged && (
            <Button variant="default" onClick={editing.discard}>
              Discard
            </Button>
          )}
        </Group>
      </div>
    </form>
  );
}

interface TimeZoneProps {
  value: string;
  onChange: (timeZone: string) => void;
  error: React.ReactNode;
}

/** A choice of the time zones that the server knows, and of the current one. */
function TimeZoneChoice({ value, onChange, error }: TimeZoneProps) {
  const zones = useQuery(timeZonesQuery);
  return (
    <Select
      label={labels.time_zone}
      description="Reports and dates use it."
      data={[...new Set([...(zones.data?.items ?? []), value])]}
      value={value}
      onChange={(timeZone) => timeZone && onChange(timeZone)}
      searchable
      allowDeselect={false}
      limit={100}
      {...describeChoices(zones, "No time zones found", error)}
      comboboxProps={{ withinPortal: false }}
    />
  );
}
