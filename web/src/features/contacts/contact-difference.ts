import type { Contact, ContactField } from "../../api/schema";
import { compareFields, type Difference } from "../../shared/requests/difference";
import { toDraft, type ContactDraft } from "./contact-draft";
import { formatOwnValue } from "./contact-words";

/** The labels of the form. */
export const labels = {
  name: "Name",
  second_name: "Second name",
  phone: "Phone",
  email: "Email",
  job_title: "Job title",
  time_zone: "Time zone",
  tags: "Tags",
  do_not_call: "Do not call",
} satisfies Partial<Record<keyof ContactDraft, string>>;

/** Which fields of a contact differ, as its form shows them. */
export function listDifferences(before: Contact, after: Contact, fields: ContactField[]): Difference[] {
  const own = fields.map((field): Difference & { kind: "field" } => ({
    kind: "field",
    label: field.label,
    before: formatOwnValue(field, before.fields) ?? "",
    after: formatOwnValue(field, after.fields) ?? "",
  }));
  return [
    ...compareFields<ContactDraft>(toDraft(before, fields), toDraft(after, fields), labels),
    ...own.filter((line) => line.before !== line.after),
  ];
}
