import type { RoundingRule, Settings, UpdateSettings } from "../../api/schema";
import { getChangedFields } from "../../lib/draft";

/** What is typed into the form. Numbers are text. */
type SettingsDraft = {
  account_name: string;
  crm_enabled: boolean;
  rounding_rule: RoundingRule;
  time_zone: string;
  minimum_password_length: string;
  invitation_lifetime_days: string;
  security_emails: boolean;
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
  };
}

/** The body of the update: the changed fields only. */
export function getChanges(base: SettingsDraft, draft: SettingsDraft): UpdateSettings {
  const values = {
    ...draft,
    account_name: draft.account_name.trim(),
    minimum_password_length: Number(draft.minimum_password_length),
    invitation_lifetime_days: Number(draft.invitation_lifetime_days),
  };
  return Object.fromEntries(getChangedFields(base, draft).map((field) => [field, values[field]]));
}
