import { Button, Group, NativeSelect, Stack, Switch, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError } from "../../api/api-error";
import type { RoundingRule, Settings } from "../../api/schema";
import { settingsQuery, useUpdateSettings } from "../../api/settings";
import { UnsavedChanges } from "../../components/dialog/unsaved-changes";
import { FormError } from "../../components/form/form-error";
import { mandatory } from "../../components/form/mandatory";
import { required, wholeNumber } from "../../lib/validation";
import { useServerForm } from "../../shared/requests/use-server-form";
import { changesOf, draftOf, rebase } from "./settings-draft";
import { TimeZoneChoice } from "./time-zone-choice";

const roundingRules: { value: RoundingRule; label: string }[] = [
  { value: "per_second", label: "Each second" },
  { value: "per_6_seconds", label: "Each started 6 seconds" },
  { value: "per_minute", label: "Each started minute" },
];

const meanwhileNotice =
  "The settings were changed meanwhile, so nothing was saved. They stand here as they are now, with your changes on top.";

/** What is set for the whole account. */
export function SettingsForm({ latest }: { latest: Settings }) {
  // The state that the changes are made from.
  const [base, setBase] = useState(latest);
  const [meanwhile, setMeanwhile] = useState(false);
  const queryClient = useQueryClient();
  const update = useUpdateSettings();
  const { form, formProps, refused, busy } = useServerForm({
    initialValues: draftOf(latest),
    validate: {
      account_name: required("Give the account a name."),
      minimum_password_length: wholeNumber(6, 64),
      invitation_lifetime_days: wholeNumber(1, 30),
    },
    save: async () => {
      try {
        return await update.mutateAsync({ base, changes });
      } catch (error) {
        if (isMeanwhile(error)) await takeTheirs();
        throw error;
      }
    },
    onSaved: (settings) => {
      setBase(settings);
      setMeanwhile(false);
      form.setValues(draftOf(settings));
      notifications.show({ message: "Settings are saved." });
    },
    onRefused: isMeanwhile,
  });
  const changes = changesOf(draftOf(base), form.values);
  const dirty = Object.keys(changes).length > 0;

  const takeTheirs = async () => {
    const theirs = await queryClient.fetchQuery(settingsQuery);
    form.setValues(rebase(draftOf(base), form.values, draftOf(theirs)));
    setBase(theirs);
    setMeanwhile(true);
  };

  return (
    <form {...formProps}>
      <UnsavedChanges unsaved={dirty} />
      <Stack gap="lg" maw={480}>
        <TextInput label="Account name" {...mandatory} autoComplete="off" {...form.getInputProps("account_name")} />
        <Switch
          label="CRM"
          description="Contacts, segments and campaigns. While it is off nobody has it, and nobody can be given it."
          {...form.getInputProps("crm_enabled", { type: "checkbox" })}
        />
        <NativeSelect label="Billable minutes count" data={roundingRules} {...form.getInputProps("rounding_rule")} />
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
        {meanwhile && <FormError>{meanwhileNotice}</FormError>}
        <FormError>{refused}</FormError>
        <Group gap="sm">
          <Button type="submit" disabled={!dirty} loading={busy}>
            Save changes
          </Button>
          {dirty && (
            <Button variant="default" onClick={() => form.setValues(draftOf(base))}>
              Discard
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

function isMeanwhile(error: unknown): boolean {
  return error instanceof ApiError && error.code === "changed_meanwhile";
}
