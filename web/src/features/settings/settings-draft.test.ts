import { expect, test } from "vitest";
import type { Settings } from "../../api/schema";
import { rebaseDraft } from "../../lib/draft";
import { getChanges, toDraft } from "./settings-draft";

const base = toDraft({
  account_name: "Harbour",
  crm_enabled: true,
  rounding_rule: "per_second",
  time_zone: "UTC",
  minimum_password_length: 6,
  invitation_lifetime_days: 7,
  security_emails: true,
  call_hours: { from: "08:00", to: "21:00" },
  calls_per_number_and_day: 3,
  consent: "required",
  members_see_prompts: true,
  can: ["update"],
  etag: '"1"',
} satisfies Settings);

test("only changed fields are sent, numbers as numbers", () => {
  expect(getChanges(base, base)).toEqual({});
  expect(getChanges(base, { ...base, account_name: " Quay ", minimum_password_length: "10" })).toEqual({
    account_name: "Quay",
    minimum_password_length: 10,
  });
});

test("calling hours are sent as a pair", () => {
  expect(getChanges(base, { ...base, call_hours_to: "20:00", calls_per_number_and_day: "2" })).toEqual({
    call_hours: { from: "08:00", to: "20:00" },
    calls_per_number_and_day: 2,
  });
  expect(getChanges(base, { ...base, consent: "warning" })).toEqual({ consent: "warning" });
});

test("changes are kept on top of what somebody else has saved", () => {
  const saved = { ...base, account_name: "Quay", time_zone: "Europe/Berlin" };
  const { draft } = rebaseDraft(base, { ...base, account_name: "Pier", crm_enabled: false }, saved);
  expect(draft).toEqual({
    ...saved,
    account_name: "Pier",
    crm_enabled: false,
  });
});
