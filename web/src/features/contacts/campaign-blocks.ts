import type { Contact } from "../../api/schema";

type Callable = Pick<Contact, "phone" | "do_not_call" | "consent">;

/** Why campaigns do not call a contact, as far as the contact itself says it: a sentence each. */
export function listCampaignBlocks({ phone, do_not_call, consent }: Callable): string[] {
  const blocks: string[] = [];
  if (!phone) blocks.push("Campaigns cannot call this contact: it has no phone number.");
  if (do_not_call) blocks.push("Campaigns do not call this contact: it is marked “do not call”.");
  if (!consent) {
    blocks.push(
      "Campaigns do not call this contact, unless the account’s setting allows it: it has no consent on record.",
    );
  } else if (consent.withdrawn_at !== null) {
    blocks.push("Campaigns do not call this contact: its consent was withdrawn.");
  }
  return blocks;
}
