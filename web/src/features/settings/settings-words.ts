import type { ConsentRule, RoundingRule, Settings } from "../../api/schema";
import { compareFields, type Difference } from "../../shared/requests/difference";
import { toDraft, type SettingsDraft } from "./settings-draft";

/** The labels of the form. */
export const labels = {
  account_name: "Account name",
  time_zone: "Time zone",
  invitation_lifetime_days: "Invitations expire after (days)",
  security_emails: "Security emails",
  minimum_password_length: "Minimum password length",
  rounding_rule: "Billing increment",
  members_see_prompts: "Members see prompts",
  crm_enabled: "CRM",
  call_hours_from: "Call from",
  call_hours_to: "Call until",
  calls_per_number_and_day: "Calls per number and day",
  consent: "Consent",
} satisfies Record<keyof SettingsDraft, string>;

export const roundingRuleWords = {
  per_second: "1 second",
  per_6_seconds: "6 seconds, rounded up",
  per_minute: "1 minute, rounded up",
} satisfies Record<RoundingRule, string>;

export const consentWords = {
  required: "Required: contacts without consent are not called",
  warning: "Warning: contacts without consent are called",
} satisfies Record<ConsentRule, string>;

/** Which settings differ, as the form shows them. */
export function listDifferences(before: Settings, after: Settings): Difference[] {
  return compareFields(toDraft(before), toDraft(after), labels, {
    rounding_rule: (rule) => roundingRuleWords[rule],
    consent: (rule) => consentWords[rule],
  });
}
