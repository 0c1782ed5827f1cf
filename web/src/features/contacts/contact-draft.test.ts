import { expect, test } from "vitest";
import type { Contact, ContactField } from "../../api/schema";
import { createEmptyDraft, getChanges, toConsent, toCreation, toDraft } from "./contact-draft";

function field(key: string, kind: ContactField["kind"]): ContactField {
  return { id: key, key, label: key, kind, choices: [], created_at: "", can: [], etag: "" };
}

const fields = [field("tier", "choice"), field("boats", "number"), field("member", "boolean")];

const contact = {
  name: "Nour Haddad",
  second_name: null,
  phone: "+493012345678",
  phone_text: "030 12345678",
  email: null,
  job_title: "港長",
  time_zone: null,
  tags: ["Ferry", "VIP"],
  do_not_call: true,
  fields: { tier: "Gold", member: false },
} as unknown as Contact;

test("an unchanged contact sends nothing", () => {
  expect(getChanges(toDraft(contact, fields), toDraft(contact, fields), fields)).toEqual({});
});

test("what was changed is sent, and null for what was emptied", () => {
  const base = toDraft(contact, fields);
  const draft = { ...base, name: " Nour ", phone: "", job_title: " ", tags: "VIP", do_not_call: false };
  expect(getChanges(base, { ...draft, fields_tier: "", fields_boats: " 2.5 ", fields_member: "true" }, fields)).toEqual(
    {
      name: "Nour",
      phone: null,
      job_title: null,
      tags: ["VIP"],
      do_not_call: false,
      fields: { tier: null, boats: 2.5, member: true },
    },
  );
});

test("a number is sent also with a decimal comma, and what is none as it was typed, for the server to refuse", () => {
  const sent = { "12,5": 12.5, "a few": "a few", "1,234": "1,234" };
  for (const [fields_boats, boats] of Object.entries(sent)) {
    const draft = { ...createEmptyDraft(fields), name: "Li", fields_boats };
    expect(toCreation("c1", draft, fields)).toEqual({ company_id: "c1", name: "Li", fields: { boats } });
  }
});

test("a consent of the account's current day was given just now, one of another day at its start there", () => {
  const now = new Date("2026-11-27T22:30:00Z");
  const draft = { consent_purpose: " Offers ", consent_source: "Fair", consent_wording: " ", consent_at: "2026-11-28" };
  expect(toConsent(draft, "Asia/Tokyo", now)).toEqual({
    purpose: "Offers",
    source: "Fair",
    wording: null,
  });
  const before = toConsent({ ...draft, consent_at: "2026-11-27" }, "Asia/Tokyo", now);
  expect(before.at).toBe("2026-11-26T15:00:00.000Z");
});
