import type {
  ContactField,
  ContactImport,
  ContactImportRow,
  ContactImportState,
  ExistingContacts,
} from "../../api/schema";
import { formatCount } from "../../lib/numbers";
import { contactLabels } from "../../shared/contacts/contact-labels";

export const stateWords = {
  uploaded: "Not started",
  checking: "Checking…",
  checked: "Checked",
  running: "Importing…",
  done: "Imported",
  undoing: "Undoing…",
  undone: "Undone",
  failed: "Failed",
} satisfies Record<ContactImportState, string>;

/** The name of the file. It is not kept once a number in the file was erased. */
export function getFileName({ file_name }: Pick<ContactImport, "file_name">): string {
  return file_name || "Deleted file";
}

export const existingWords = {
  skip: "Leave them as they are",
  fill: "Fill in empty fields",
  overwrite: "Overwrite with the file’s values",
} satisfies Record<ExistingContacts, string>;

export const outcomeWords = {
  created: "New",
  updated: "Updated",
  unchanged: "Unchanged",
  skipped: "Skipped",
  refused: "Refused",
} satisfies Record<ContactImportRow["outcome"], string>;

const { name, ...otherLabels } = contactLabels;

const fieldWords: Record<string, string> = {
  id: "Contact ID (from an export)",
  name,
  first_name: "First name",
  last_name: "Last name",
  ...otherLabels,
  consent_purpose: "Consent: purpose",
  consent_source: "Consent: source",
  consent_wording: "Consent: wording",
  consent_at: "Consent: given at",
  consent_withdrawn_at: "Consent: withdrawn at",
};

/** What a column can be read as, with the account's own fields. */
export function listFieldChoices(fields: ContactField[]) {
  return [
    ...Object.entries(fieldWords).map(([value, label]) => ({ value, label })),
    ...fields.map(({ key, label }) => ({ value: `field.${key}`, label })),
  ];
}

/** The counts that are not zero, each with its words: "created" for what is done, "to create" for a dry run. */
export function listCounts(of: ContactImport): { name: string; count: number }[] {
  const isDryRun = of.state === "checking" || of.state === "checked";
  const counts: [string, string, number][] = [
    ["Created", "New contacts", of.created],
    ["Updated", "To update", of.updated],
    ["Unchanged", "Unchanged", of.unchanged],
    ["Skipped (already exist)", "To skip (already exist)", of.skipped],
    ["Refused", "Refused", of.refused],
  ];
  return counts
    .filter(([, , count]) => count > 0)
    .map(([done, planned, count]) => ({ name: isDryRun ? planned : done, count }));
}

/** Whether an import has created or changed contacts, or may have added some to its segment. */
export function hasChangedSomething(
  of: Pick<ContactImport, "created" | "updated" | "unchanged" | "skipped" | "segment_id">,
): boolean {
  return of.created + of.updated > 0 || (of.segment_id !== null && of.unchanged + of.skipped > 0);
}

/**
 * What became of the contacts when an import was undone. What is zero is not counted. How many were taken out of its
 * segment is not known.
 */
export function describeUndo(
  { deleted, restored, kept, gone }: NonNullable<ContactImport["undo"]>,
  hadSegment: boolean,
): string {
  const parts: string[] = [];
  if (deleted > 0) parts.push(`${formatCount(deleted, "contact")} deleted`);
  if (restored > 0) parts.push(`${formatCount(restored, "contact")} restored`);
  if (kept > 0) parts.push(`${formatCount(kept, "contact")} kept because they were changed since`);
  if (gone > 0) parts.push(`${formatCount(gone, "contact")} had been deleted before`);
  const sentences = parts.length > 0 ? [`${parts.join(", ")}.`] : [];
  if (hadSegment) sentences.push("Contacts that it added to the segment were taken out of it.");
  return sentences.join(" ") || "There was nothing to undo.";
}
