import type {
  Contact,
  ContactField,
  ContactFieldValues,
  CreateContact,
  GiveConsent,
  UpdateContact,
} from "../../api/schema";
import { getStartOfDayIn, getToday } from "../../lib/days";
import { readDecimal } from "../../lib/decimal";
import { getChangedFields } from "../../lib/draft";

/** What is typed into an own field of the account, by its key. */
type OwnFieldDrafts = { [field: `fields_${string}`]: string };

/** What is typed into the form of a contact. An empty field is an empty string; tags are one a line. */
export type ContactDraft = {
  name: string;
  second_name: string;
  phone: string;
  email: string;
  job_title: string;
  time_zone: string;
  tags: string;
  do_not_call: boolean;
} & OwnFieldDrafts;

/** What is typed into the form of a consent. */
export type ConsentDraft = {
  consent_purpose: string;
  consent_source: string;
  consent_wording: string;
  /** A day. */
  consent_at: string;
};

/** The name of an own field in a draft, as `sortRefusal` finds it by the path of the API. */
export function getDraftName(key: string): `fields_${string}` {
  return `fields_${key}`;
}

export function createEmptyDraft(fields: ContactField[]): ContactDraft {
  return {
    name: "",
    second_name: "",
    phone: "",
    email: "",
    job_title: "",
    time_zone: "",
    tags: "",
    do_not_call: false,
    ...toOwnFieldDrafts({}, fields),
  };
}

export function toDraft(contact: Contact, fields: ContactField[]): ContactDraft {
  return {
    name: contact.name,
    second_name: contact.second_name ?? "",
    phone: contact.phone_text ?? "",
    email: contact.email ?? "",
    job_title: contact.job_title ?? "",
    time_zone: contact.time_zone ?? "",
    tags: contact.tags.join("\n"),
    do_not_call: contact.do_not_call,
    ...toOwnFieldDrafts(contact.fields, fields),
  };
}

function toOwnFieldDrafts(values: ContactFieldValues, fields: ContactField[]): OwnFieldDrafts {
  return Object.fromEntries(fields.map(({ key }) => [getDraftName(key), String(values[key] ?? "")]));
}

/** The body of the update: without what is unchanged, and null for what is emptied. */
export function getChanges(base: ContactDraft, draft: ContactDraft, fields: ContactField[]): UpdateContact {
  const changes: UpdateContact = {};
  const own: ContactFieldValues = {};
  for (const name of getChangedFields(base, draft)) {
    const field = fields.find(({ key }) => getDraftName(key) === name);
    if (field) own[field.key] = toOwnFieldValue(field, draft[getDraftName(field.key)]!);
    else if (name === "name") changes.name = draft.name.trim();
    else if (name === "do_not_call") changes.do_not_call = draft.do_not_call;
    else if (name === "tags") changes.tags = splitTags(draft.tags);
    else changes[name as "phone"] = (draft[name as "phone"] as string).trim() || null;
  }
  if (Object.keys(own).length > 0) changes.fields = own;
  return changes;
}

/** The body of the creation. */
export function toCreation(companyId: string, draft: ContactDraft, fields: ContactField[]): CreateContact {
  return {
    ...getChanges(createEmptyDraft(fields), draft, fields),
    company_id: companyId,
    name: draft.name.trim(),
  } as CreateContact;
}

/** A number that is none is sent as it was typed, so that the server refuses it at its field. */
function toOwnFieldValue({ kind }: ContactField, text: string): string | number | boolean | null {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  if (kind === "boolean") return trimmed === "true";
  const number = readDecimal(trimmed);
  return kind === "number" && !Number.isNaN(number) ? number : trimmed;
}

export function splitTags(text: string): string[] {
  return text.split("\n").filter((tag) => tag !== "");
}

export const emptyConsent = (today: string): ConsentDraft => ({
  consent_purpose: "",
  consent_source: "",
  consent_wording: "",
  consent_at: today,
});

/**
 * The consent as the API takes it. One of the account's current day was given just now, by the clock of the server; one
 * of another day at its start.
 */
export function toConsent(draft: ConsentDraft, timeZone: string, now = new Date()): GiveConsent {
  const isToday = draft.consent_at === getToday(timeZone, now);
  return {
    purpose: draft.consent_purpose.trim(),
    source: draft.consent_source.trim(),
    wording: draft.consent_wording.trim() || null,
    ...(!isToday && { at: getStartOfDayIn(timeZone, draft.consent_at).toISOString() }),
  };
}
