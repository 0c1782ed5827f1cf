import { expect, test } from "vitest";
import type { Consent } from "../../api/schema";
import { listCampaignBlocks } from "./campaign-blocks";

const consent: Consent = {
  purpose: "Offers",
  source: "Web",
  wording: null,
  at: "2026-05-01T10:00:00Z",
  withdrawn_at: null,
};

test("a contact with number and consent is not blocked", () => {
  expect(listCampaignBlocks({ phone: "+81312345678", do_not_call: false, consent })).toEqual([]);
});

test("each reason that blocks campaigns is said", () => {
  expect(listCampaignBlocks({ phone: null, do_not_call: true, consent: null })).toEqual([
    "Campaigns cannot call this contact: it has no phone number.",
    "Campaigns do not call this contact: it is marked “do not call”.",
    "Campaigns do not call this contact, unless the account’s setting allows it: it has no consent on record.",
  ]);
  const withdrawn = { ...consent, withdrawn_at: "2026-06-01T10:00:00Z" };
  expect(listCampaignBlocks({ phone: "+81312345678", do_not_call: false, consent: withdrawn })).toEqual([
    "Campaigns do not call this contact: its consent was withdrawn.",
  ]);
});
