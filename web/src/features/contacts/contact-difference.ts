import type { Contact, ContactField } from "../../api/schema";
import { contactLabels } from "../../shared/contacts/contact-labels";
import { compareFields, type Difference } from "../../shared/requests/difference";
import { toDraft, type ContactDraft } from "./contact-draft";
import { formatOwnValue } from "./contact-words";

/** Which fields of a contact differ, as its form shows them. */
export function listDifferences(before: Contact, after: Contact, fields: ContactField[]): Difference[] {
  const own = fields.map((field): Difference & { kind: "field" } => ({
    kind: "field",
    label: field.label,
    before: formatOwnValue(field, before.fields) ?? "",
    after: formatOwnValue(field, after.fields) ?? "",
  }));
  return [
    ...compareFields<ContactDraft>(toDraft(before, fields), toDraft(after, fields), contactLabels),
    ...own.filter((line) => line.before !== line.after),
  ];
}
