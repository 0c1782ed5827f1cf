import type { ConsentRule, RoundingRule, Settings, UpdateSettings } from "../../api/schema";
import { getChangedFields } from "../../lib/draft";

/** What is typed into the form. Numbers are text. */
export type SettingsDraft = {
  account_name: string;
  crm_enabled: boolean;
  rounding_rule: RoundingRule;
  time_zone: string;
  minimum_password_length: string;
  invitation_lifetime_days: string;
  security_emails: boolean;
  call_hours_from: string;
  call_hours_to: string;
  calls_per_number_and_day: string;
  consent: ConsentRule;
  members_see_prompts: boolean;
};

export function toDraft(settings: Settings): SettingsDraft {
  return {
    account_name: settings.account_name,
    crm_enabled: settings.crm_enabled,
    rounding_rule: settings.rounding_rule,
    time_zone: settings.time_zone,
    minimum_password_length: String(settings.minimum_password_length),
    invitation_lifetime_days: String(settings.invitation_lifetime_days),
    security_emails: settings.security_emails,
    call_hours_from: settings.call_hours.from,
    call_hours_to: settings.call_hours.to,
    calls_per_number_and_day: String(settings.calls_per_number_and_day),
    consent: settings.consent,
    members_see_prompts: settings.members_see_prompts,
  };
}

/** The body of the update: the changed fields only. */
export function getChanges(base: SettingsDraft, draft: SettingsDraft): UpdateSettings {
  const { call_hours_from: from, call_hours_to: to, ...fields } = draft;
  const values = {
    ...fields,
    account_name: draft.account_name.trim(),
    minimum_password_length: Number(draft.minimum_password_length),
    invitation_lifetime_days: Number(draft.invitation_lifetime_days),
    calls_per_number_and_day: Number(draft.calls_per_number_and_day),
    call_hours: { from, to },
  };
  const changed = getChangedFields(base, draft).map((field) =>
    field === "call_hours_from" || field === "call_hours_to" ? "call_hours" : field,
  );
  return Object.fromEntries(changed.map((field) => [field, values[field]]));
}
