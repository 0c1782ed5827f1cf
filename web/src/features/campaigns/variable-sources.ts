import type { ContactField } from "../../api/schema";
import { contactLabels } from "../../shared/contacts/contact-labels";

const { name, phone, email, job_title } = contactLabels;
const sourceWords = { name, phone, email, job_title, company: "Company" };

/** What a variable can be, with the account's own fields, and what was saved even if its field was deleted. */
export function listSources(fields: ContactField[], current: string) {
  const choices = [
    ...Object.entries(sourceWords).map(([value, label]) => ({ value, label })),
    ...fields.map(({ key, label }) => ({ value: `field.${key}`, label })),
  ];
  if (!choices.some(({ value }) => value === current)) choices.push({ value: current, label: "Deleted field" });
  return choices;
}

/** "Name", or the label of an own field. */
export function describeSource(source: string, fields: ContactField[]): string {
  return listSources(fields, source).find(({ value }) => value === source)!.label;
}
