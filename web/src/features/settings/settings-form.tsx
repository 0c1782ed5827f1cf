import { Button, Group, NativeSelect, Select, Stack, Switch, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ConsentRule, RoundingRule, Settings } from "../../api/schema";
import { settingsQuery, timeZonesQuery, useUpdateSettings } from "../../api/settings";
import { UnsavedChanges } from "../../components/dialog/unsaved-changes";
import { FormError } from "../../components/form/form-error";
import { mandatory } from "../../components/form/mandatory";
import { toChoices } from "../../lib/choices";
import { listTimes } from "../../lib/half-hours";
import { required, wholeNumber } from "../../lib/validation";
import { isEditConflict } from "../../shared/requests/refusal";
import { useEditing } from "../../shared/requests/use-editing";
import { useServerForm } from "../../shared/requests/use-server-form";
import { getChanges, toDraft } from "./settings-draft";
import styles from "./settings-form.module.css";

const roundingRuleWords = {
  per_second: "Each second",
  per_6_seconds: "Each started 6 seconds",
  per_minute: "Each started minute",
} satisfies Record<RoundingRule, string>;

const consentWords = {
  required: "Required: contacts without consent are not called",
  warning: "Warning: contacts without consent are called",
} satisfies Record<ConsentRule, string>;

const conflictNotice =
  "The settings were changed meanwhile, so nothing was saved. They stand here as they are now, with your changes on top.";

/** The form of the account's settings. */
export function SettingsForm({ latest }: { latest: Settings }) {
  const queryClient = useQueryClient();
  const update = useUpdateSettings();
  const { form, formProps, refused, busy } = useServerForm({
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
      editing.startFrom(settings);
      notifications.show({ message: "Settings are saved." });
    },
    onRefused: isEditConflict,
  });
  const editing = useEditing({
    latest,
    draft: form.values,
    setDraft: form.setValues,
    toDraft,
    getChanges,
    load: () => queryClient.fetchQuery(settingsQuery),
  });
  const { base, changes, isChanged, hasConflict } = editing;

  return (
    <form {...formProps}>
      <UnsavedChanges unsaved={isChanged} />
      <Stack gap="lg" maw={480}>
        <TextInput label="Account name" {...mandatory} autoComplete="off" {...form.getInputProps("account_name")} />
        <Switch
          label="CRM"
          description="Contacts, segments and campaigns. While it is off nobody has it, and nobody can be given it."
          {...form.getInputProps("crm_enabled", { type: "checkbox" })}
        />
        <NativeSelect
          label="Billable minutes count"
          data={toChoices(roundingRuleWords)}
          {...form.getInputProps("rounding_rule")}
        />
        <TimeZoneChoice
          value={form.values.time_zone}
          onChange={(timeZone) => form.setFieldValue("time_zone", timeZone)}
          error={form.errors.time_zone}
        />
        <TextInput
          label="Smallest password length"
          description="In characters, from 6 to 64, for each new password. Those that are there stay good."
          inputMode="numeric"
          autoComplete="off"
          {...form.getInputProps("minimum_password_length")}
        />
        <TextInput
          label="Days that an invitation is good for"
          description="From 1 to 30, for each new invitation."
          inputMode="numeric"
          autoComplete="off"
          {...form.getInputProps("invitation_lifetime_days")}
        />
        <Switch
          label="Emails about security"
          description="Members get an email when somebody signs in as them in a new browser, when their password changes, and when an API token of theirs is made."
          {...form.getInputProps("security_emails", { type: "checkbox" })}
        />
        <fieldset className={styles.group}>
          <legend className={styles.groupTitle}>Campaigns</legend>
          <Stack gap="lg">
            <div>
              <div className={styles.pair}>
                <NativeSelect
                  label="Call from"
                  data={listTimes(form.values.call_hours_from)}
                  {...form.getInputProps("call_hours_from")}
                />
                <NativeSelect
                  label="Call until"
                  data={listTimes(form.values.call_hours_to)}
                  {...form.getInputProps("call_hours_to")}
                />
              </div>
              <p className={styles.hint}>
                In the time of the person who is called. No campaign calls outside of these hours.
              </p>
            </div>
            <TextInput
              label="Calls per number and day"
              description="From 1 to 20, of all campaigns together."
              inputMode="numeric"
              autoComplete="off"
              {...form.getInputProps("calls_per_number_and_day")}
            />
            <NativeSelect
              label="Consent"
              description="Contacts who withdrew consent are never called."
              inputWrapperOrder={["label", "input", "description", "error"]}
              data={toChoices(consentWords)}
              {...form.getInputProps("consent")}
            />
          </Stack>
        </fieldset>
        {hasConflict && <FormError>{conflictNotice}</FormError>}
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
      </Stack>
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
      label="Time zone"
      description="Where the days of reports begin and end."
      data={[...new Set([...(zones.data?.items ?? []), value])]}
      value={value}
      onChange={(timeZone) => timeZone && onChange(timeZone)}
      error={error ?? zones.error?.message}
      searchable
      allowDeselect={false}
      limit={100}
      nothingFoundMessage={zones.isPending ? "Loading…" : "No such time zone"}
      comboboxProps={{ withinPortal: false }}
    />
  );
}
