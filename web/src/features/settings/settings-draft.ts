import type { RoundingRule, Settings, UpdateSettings } from "../../api/schema";

/** What stands in the form. Numbers are text there, as they are typed. */
export type SettingsDraft = {
  account_name: string;
  crm_enabled: boolean;
  rounding_rule: RoundingRule;
  time_zone: string;
  minimum_password_length: string;
  invitation_lifetime_days: string;
};

export function draftOf(settings: Settings): SettingsDraft {
  return {
    account_name: settings.account_name,
    crm_enabled: settings.crm_enabled,
    rounding_rule: settings.rounding_rule,
    time_zone: settings.time_zone,
    minimum_password_length: String(settings.minimum_password_length),
    invitation_lifetime_days: String(settings.invitation_lifetime_days),
  };
}

const fields = Object.keys as (draft: SettingsDraft) => (keyof SettingsDraft)[];

/** Only what was changed is sent: what is absent stays. */
export function changesOf(base: SettingsDraft, draft: SettingsDraft): UpdateSettings {
  const changed = fields(base).filter((field) => draft[field] !== base[field]);
  const read = {
    ...draft,
    account_name: draft.account_name.trim(),
    minimum_password_length: Number(draft.minimum_password_length),
    invitation_lifetime_days: Number(draft.invitation_lifetime_days),
  };
  return Object.fromEntries(changed.map((field) => [field, read[field]]));
}

/** What was changed here, put on top of what somebody else has saved meanwhile. */
export function rebase(base: SettingsDraft, draft: SettingsDraft, theirs: SettingsDraft): SettingsDraft {
  const mine = fields(base).filter((field) => draft[field] !== base[field]);
  return { ...theirs, ...Object.fromEntries(mine.map((field) => [field, draft[field]])) };
}
