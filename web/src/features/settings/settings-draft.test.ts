import { expect, test } from "vitest";
import type { Settings } from "../../api/schema";
import { changesOf, draftOf, rebase } from "./settings-draft";

const base = draftOf({
  account_name: "Harbour",
  crm_enabled: true,
  rounding_rule: "per_second",
  time_zone: "UTC",
  minimum_password_length: 6,
  invitation_lifetime_days: 7,
  can: ["update"],
  etag: '"1"',
} satisfies Settings);

test("only what was changed is sent, numbers as numbers", () => {
  expect(changesOf(base, base)).toEqual({});
  expect(changesOf(base, { ...base, account_name: " Quay ", minimum_password_length: "10" })).toEqual({
    account_name: "Quay",
    minimum_password_length: 10,
  });
});

test("what was changed here stands on top of what somebody else has saved", () => {
  const theirs = { ...base, account_name: "Quay", time_zone: "Europe/Berlin" };
  expect(rebase(base, { ...base, account_name: "Pier", crm_enabled: false }, theirs)).toEqual({
    ...theirs,
    account_name: "Pier",
    crm_enabled: false,
  });
});
